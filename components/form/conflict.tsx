import type { Conflict } from '@/lib/drafts/protocol'
import type { FieldView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { Act, Box } from './box'
import { conflictLines, said } from './conflict-lines'
import type { Notice } from './shown'
import type { Journey } from './use-journey'

export type ConflictProps = {
  notice: Extract<Notice, { kind: 'conflict' }>
  journey: Journey
  words: FormWords
}

/** Two windows contradict each other: both values stand there, and nothing is taken before a press. */
export function ConflictBox({ notice, journey, words }: ConflictProps) {
  const { shown } = journey
  const fields = shown.kind === 'step' ? shown.view.fields : []
  const fieldOf = ({ key }: Conflict) => fields.find((one) => one.key === key)
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
      {conflictLines(notice.conflicts, fields, words).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Box>
  )
}

/** The item is gone on the server; only this page still knows what it was called. */
function labelOf(field: FieldView | undefined, { label }: Conflict): string {
  const text = field?.label.find(({ when }) => !when) ?? field?.label.at(-1)
  return (text?.text ?? label).replace(/\?$/, '')
}
