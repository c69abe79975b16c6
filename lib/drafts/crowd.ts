import 'server-only'

/**
 * Keeps the callers of one draft from crowding out those of others. Its requests run one after the other in this process, and few may
 * wait: what waits here holds no connection of the pool. Behind it, the draft's row lets one process at a time, for `LOCK_TIMEOUT`.
 */
export const LOCK_TIMEOUT = '2s'
/** The one that works included: several windows and presses of one person, and no more. */
const MOST_AT_ONCE = 10

/** The framework loads modules once for routes and once for actions; the lines are the process's. */
const slot = Symbol.for('selbstauskunft.crowd')
type Line = { length: number; last: Promise<unknown> }
type Holder = { [slot]?: { lines: Map<string, Line>; refused: Map<string, number> } }
const holder = globalThis as Holder
holder[slot] ??= { lines: new Map(), refused: new Map() }
const { lines, refused } = holder[slot]

export type Crowded = { kind: 'limited'; minutes: number }

/**
 * Runs `work` when those before it are done; `limited` at once where too many wait already.
 * @param draft what all callers of one draft share: its secret, or the start token before it has one
 */
export async function inTurn<T>(draft: string, work: () => Promise<T>): Promise<T | Crowded> {
  const line = lines.get(draft) ?? { length: 0, last: Promise.resolve() }
  if (line.length >= MOST_AT_ONCE) return { kind: 'limited', minutes: 1 }
  lines.set(draft, line)
  line.length += 1
  const run = line.last.then(work)
  line.last = run.catch(() => undefined)
  try {
    return await run
  } finally {
    line.length -= 1
    if (line.length === 0) lines.delete(draft)
  }
}

/** How long a draft's limit is not looked up again once it was reached, and of how many drafts that is known. */
const REFUSED_MS = 2_000
const MOST_KNOWN = 10_000

/** The draft has reached its limit of `what`: for a moment nobody needs to ask the database whether it still has. */
export function noteRefused(what: string, draft: string): void {
  if (refused.size >= MOST_KNOWN) refused.clear()
  refused.set(`${what} ${draft}`, Date.now() + REFUSED_MS)
}

export function isRefused(what: string, draft: string | undefined): boolean {
  const name = `${what} ${draft}`
  const until = refused.get(name)
  if (until === undefined) return false
  if (until > Date.now()) return true
  refused.delete(name)
  return false
}
