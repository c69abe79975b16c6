import { lazy, startTransition, useState } from 'react'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import type { SaveState } from './session'
import { clock } from './times'
import type { Journey } from './use-journey'

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

// Few people press it: what it opens is not part of the first load. It opens in a transition, so that no boundary is needed. After a new
// build the script may be gone: the page as it is now has it, and leaving this one saves it.
const LaterPanel = lazy(() =>
  import('./later-panel').catch(() => {
    location.reload()
    return new Promise<never>(() => {})
  }),
)

/** "Später weitermachen", at the same place on every page; in its stead then the link by mail and the draft's deletion. */
export function Later(props: { journey: Journey; form: StepFormProps }) {
  const [open, setOpen] = useState(false)
  return open ? (
    <LaterPanel {...props} />
  ) : (
    <button type="button" className="second script-only" onClick={() => startTransition(() => setOpen(true))}>
      {props.form.words.later}
    </button>
  )
}
