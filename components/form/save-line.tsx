import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { SaveState } from './session'
import { clock } from './times'

/** Saving is silent for screen readers; only "Nicht gespeichert" is announced. */
export function SaveLine({ save, words, lang }: { save: SaveState; words: FormWords; lang: Lang }) {
  return (
    <>
      <span>{textOf(save, words, lang)}</span>
      <span className="sr-only" role="status">
        {save.kind === 'unsaved' ? words.notSaved : ''}
      </span>
    </>
  )
}

function textOf(save: SaveState, words: FormWords, lang: Lang): string {
  switch (save.kind) {
    case 'idle':
      return ''
    case 'saving':
      return words.saving
    case 'saved':
      return fill(words.savedAt, { time: clock(save.at, lang) })
    case 'unsaved':
      return words.notSaved
  }
}
