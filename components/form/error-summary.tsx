import type { MouseEvent, Ref } from 'react'
import { controlId } from '@/components/fields/types'
import type { Finding } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

type Props = { findings: readonly Finding[]; words: FormWords; firm: string; ref: Ref<HTMLElement> }

/** Opens the fold around a control before jumping there; a closed `details` cannot take the focus. */
function jump(event: MouseEvent, key: string): void {
  const control = document.getElementById(controlId(key))
  if (!control) return
  event.preventDefault()
  control.closest('details')?.setAttribute('open', '')
  control.scrollIntoView({ block: 'center' })
  control.focus({ preventScroll: true })
}

/** "Kaufpreis: …", but after a question mark no colon. */
const lineOf = (label: string, message: string): string =>
  label.endsWith('?') ? `${label} ${message}` : `${label}: ${message}`

/** All errors of a step at once, each a link to its control; takes the focus when it appears. */
export function ErrorSummary({ findings, words, firm, ref }: Props) {
  if (findings.length === 0) return null
  const count = findings.length
  return (
    <section ref={ref} className="summary" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{count === 1 ? words.summaryOne : fill(words.summaryMany, { n: count })}</h2>
      <ul>
        {findings.map(({ key, label, message }) => (
          <li key={key}>
            <a href={`#${controlId(key)}`} onClick={(event) => jump(event, key)}>
              {lineOf(fill(label, { firma: firm }), message)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
