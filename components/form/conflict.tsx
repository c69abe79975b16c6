import type { Conflict } from '@/lib/drafts/protocol'
import type { Raw } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { Act, Box } from './notices'
import type { Notice } from './shown'
import type { Journey } from './use-journey'
import { partOf } from './values'

export type ConflictProps = {
  notice: Extract<Notice, { kind: 'conflict' }>
  journey: Journey
  words: FormWords
}

/** An answer as the page words it: a choice by its label, never by its name in the interface. */
function said(raw: Raw, field: FieldView | undefined, words: FormWords): string {
  const text = partOf(raw)
  const option = field?.options?.find((one) => one.value === text)
  if (option) return option.label
  if (field?.kind === 'boolean' && text !== '') return text === 'ja' ? words.yes : words.no
  return text || words.empty
}

/** Two windows contradict each other: both values stand there, and nothing is taken before a press. */
export function ConflictBox({ notice, journey, words }: ConflictProps) {
  const { shown } = journey
  const fieldOf = ({ key }: Conflict) =>
    shown.kind === 'step' ? shown.view.fields.find((one) => one.key === key) : undefined
  if (notice.gone)
    return (
      <Box tone="warn" actions={<Act text={words.conflictShow} onClick={journey.showNow} />}>
        <p>{words.conflictGone}</p>
        <ul className="bullets">
          {notice.conflicts.map((conflict) => (
            <li key={conflict.key}>
              {`${labelOf(fieldOf(conflict), conflict)}: ${said(conflict.mine, fieldOf(conflict), words)}`}
            </li>
          ))}
        </ul>
      </Box>
    )
  function settle(mine: boolean): void {
    const theirs = Object.fromEntries(notice.conflicts.map((conflict) => [conflict.key, conflict.theirs]))
    journey.session.know(theirs)
    if (!mine) journey.page.current?.put(theirs)
    journey.setNotice(null)
    journey.setSave({ kind: 'idle' })
    notice.retry()
  }
  return (
    <Box
      tone="warn"
      actions={
        <>
          <Act text={words.conflictTheirs} onClick={() => settle(false)} />
          <Act text={words.conflictMine} onClick={() => settle(true)} />
        </>
      }
    >
      <p>{words.conflictLead}</p>
      {notice.conflicts.map((conflict) => (
        <p key={conflict.key}>
          {fill(words.conflictLine, {
            label: conflict.label.replace(/\?$/, ''),
            mine: said(conflict.mine, fieldOf(conflict), words),
            theirs: said(conflict.theirs, fieldOf(conflict), words),
          })}
        </p>
      ))}
    </Box>
  )
}

/** The item is gone on the server; only this page still knows what it was called. */
function labelOf(field: FieldView | undefined, { label }: Conflict): string {
  const text = field?.label.find(({ when }) => !when) ?? field?.label.at(-1)
  return (text?.text ?? label).replace(/\?$/, '')
}
