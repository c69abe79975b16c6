import type { Gone } from '@/lib/drafts/later-protocol'
import type { Conflict, ListResult, Receipt } from '@/lib/drafts/protocol'
import type { Finding, StepView } from '@/lib/forms/engine/view'
import type { Shown, StepFormProps } from './contract'

export const REVIEW = 'pruefen'
export const SENT = 'gesendet'

/** What became of the list that was changed last, and the item's name. */
export type Listed = Exclude<ListResult, { kind: 'added' }> & { name: string }

export type Notice =
  | { kind: 'offline'; retry: () => void }
  | { kind: 'conflict'; conflicts: readonly Conflict[]; gone?: true; retry: () => void }
  | Gone
  | { kind: 'tooLarge' }
  | { kind: 'limited'; minutes: number }
  | { kind: 'refused'; reason: 'token' | 'origin' | 'shape' | 'closed' }
  | { kind: 'failed'; reference: string }

/** What the page on screen lets the journey do with it. */
export type PageHandle = {
  /** Takes over what stands in the controls, however it came there: a browser may fill them in and tell nobody. */
  read: () => void
  showErrors: (errors: readonly Finding[], warnings: readonly Finding[]) => void
  /** Prefilled answers may have changed with the last save. */
  refresh: (view: StepView) => void
  /** Puts values into the controls, e.g. those of another window. */
  put: (values: { readonly [key: string]: Conflict['theirs'] }) => void
}

const JUST_NOW_MS = 10 * 60_000

/** Who comes back later is told when it was sent; right after sending (or a reload) that would only confuse. */
export const sentBefore = (receipt: Receipt): boolean =>
  Date.now() - Date.parse(receipt.acceptedAt) > JUST_NOW_MS

/** What stands on screen before anything else is known: what the server drew. */
export function firstShown({ view, receipt, pending }: StepFormProps): Shown {
  if (receipt) return { kind: 'sent', receipt, again: sentBefore(receipt) }
  if (view) return view.kind === 'step' ? { kind: 'step', view } : { kind: 'review', view }
  return pending ? { kind: 'loading', ...pending } : { kind: 'none' }
}
