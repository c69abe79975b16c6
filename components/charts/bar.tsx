import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { euros } from './money'

/** `none` is what lacks: an outline. */
export type Tone = 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'c6' | 'none'
export type BarPart = { id: string; label: string; cents: number; tone: Tone }
type Props = {
  title: string
  /** The amount beside the title. */
  total: number
  parts: readonly BarPart[]
  lang: Lang
  words: FormWords
}

/** One bar to scale with its list; the list is what everybody can read, the bar is one picture with one sentence. */
export function Bar({ title, total, parts, lang, words }: Props) {
  const spoken = parts.map((part) => `${part.label} ${euros(part.cents, lang)}`).join(', ')
  return (
    <div>
      <p className="bar-head">
        <span>{title}</span>
        <span>{euros(total, lang)}</span>
      </p>
      <div
        className="bar"
        role="img"
        aria-label={fill(words.barSentence, { title, total: euros(total, lang), parts: spoken })}
      >
        {parts.map((part) => (
          <span key={part.id} data-part={part.tone} style={{ flexGrow: part.cents, flexBasis: 0 }} />
        ))}
      </div>
      <dl className="parts">
        {parts.map((part) => (
          <div key={part.id} data-part={part.tone}>
            <dt>{part.label}</dt>
            <dd>{euros(part.cents, lang)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
