/** The calls that reached the outside world, as tests read them from `GET /_journal`. */

export const kinds = [
  'token',
  'kundenangaben.create',
  'kundenangaben.validate',
  'kundenangaben.get',
  'kundenangaben.replace',
  'vorgaenge.list',
  'vorgaenge.get',
  'vorgaenge.patch',
  'vorgaenge.kundenBetreuer',
  'vorgaenge.vorgangsBearbeiter',
  'vorgaenge.antraege',
  'drklein.token',
  'drklein.create',
  'unknown',
] as const
export type Kind = (typeof kinds)[number]

export type Strict = { valid: boolean; errors: string[] }

export type Entry = {
  seq: number
  /** ISO 8601 with milliseconds, UTC */
  at: string
  kind: Kind
  method: string
  path: string
  /** null: the connection was dropped, nothing was answered */
  status: number | null
  traceId: string
  request: unknown
  response: unknown
  /** what a strict reader would have said to the request's body; absent where there is no model */
  strict?: Strict
  /** fields that the tolerant reader left out */
  dropped?: string[]
  /** the fault that was injected */
  fault?: string
}

export type Journal = {
  add(entry: Omit<Entry, 'seq' | 'at'>): Entry
  /** `since`: a `seq` (later entries) or an ISO time (entries from then on) */
  list(since?: string | null): Entry[]
  clear(): void
}

/** @param most how many entries are kept, the newest ones; a run of many thousand calls would fill the memory */
export function makeJournal(most = Number.POSITIVE_INFINITY): Journal {
  let entries: Entry[] = []
  let seq = 0
  return {
    add(entry) {
      seq += 1
      const full = { seq, at: new Date().toISOString(), ...entry }
      entries.push(full)
      // Cut in blocks, since each cut copies what is kept.
      if (entries.length > most * 2) entries = entries.slice(-most)
      return full
    },
    list(since) {
      if (!since) return entries
      if (/^\d+$/.test(since)) return entries.filter((entry) => entry.seq > Number(since))
      const from = Date.parse(since)
      return entries.filter((entry) => Number.isNaN(from) || Date.parse(entry.at) >= from)
    },
    clear() {
      entries = []
    },
  }
}
