import type { Change } from '@/lib/drafts/protocol'
import type { Key, Raw } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'
import { isEmpty, quickValue, sameRaw, type Values } from './values'

const orNull = (raw: Raw | undefined): Raw | null => (isEmpty(raw) || raw === undefined ? null : raw)

/** What has changed since the server last knew; only these keys travel. Answers that move others come first. */
export function changesBetween(known: Values, now: Values, fields: readonly FieldView[]): Change[] {
  const movers = new Set(fields.filter((field) => field.moves).map((field) => field.key))
  return Object.keys(now)
    .filter((key) => !sameRaw(known[key], now[key]))
    .map((key): Change => ({ key, from: orNull(known[key]), to: orNull(now[key]) }))
    .sort((a, b) => Number(movers.has(b.key)) - Number(movers.has(a.key)))
}

/** The values when `keys` are known to the server as they were sent. */
export function afterSaving(known: Values, sent: readonly Change[]): Values {
  const next: { [key: Key]: Raw } = { ...known }
  for (const change of sent) next[change.key] = change.to ?? ''
  return next
}

/**
 * Carries what was typed below one item to another, as `moves` of the changed field says (one household becomes
 * two). Applied to the shown and to the known values alike, because the server does the same when it saves.
 */
export function moved(values: Values, field: FieldView, raw: Raw): Values {
  const value = quickValue(field, raw)
  let all = values
  for (const move of field.moves ?? []) {
    const below = (item: Key) => Object.entries(all).filter(([key]) => key.startsWith(`${item}.`))
    const typed = below(move.from).filter(([, one]) => !isEmpty(one))
    if (move.value !== value || typed.length === 0) continue
    const next: { [key: Key]: Raw } = { ...all }
    for (const [key] of [...below(move.from), ...below(move.to)]) next[key] = ''
    for (const [key, one] of typed) next[move.to + key.slice(move.from.length)] = one
    all = next
  }
  return all
}

/** True when nothing waits to be sent. */
export function nothingNew(known: Values, now: Values): boolean {
  return Object.keys(now).every((key) => sameRaw(known[key], now[key]))
}
