import type { Assist } from '@/components/fields/types'
import type { Raw } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'
import type { PlzInfo } from './contract'
import { hasFocus } from './controls'
import { partOf, type Values } from './values'

/** A postcode that was typed, and what its page lets be done about it. */
export type Place = {
  field: FieldView
  fields: readonly FieldView[]
  /** What stands in the controls now. */
  values: () => Values
  lookup: (plz: string) => Promise<PlzInfo>
  say: (field: FieldView, text: string) => void
  offer: (field: FieldView, help: Assist) => void
  set: (field: FieldView, raw: Raw) => void
}

/** Fills the town that belongs to a postcode, unless the person has typed one. */
export async function suggestTown({ field, fields, values, lookup, say, offer, set }: Place): Promise<void> {
  const digits = partOf(values()[field.key]).replace(/\D/g, '')
  const town = fields.find((one) => one.key === `${field.key.slice(0, field.key.lastIndexOf('.') + 1)}ort`)
  if (digits.length !== 5) return
  const before = town && partOf(values()[town.key])
  const info = await lookup(digits).catch(() => null)
  if (!info || (values()[field.key] ?? '') === '') return
  say(field, [info.towns.join(', '), info.state].filter(Boolean).join(', '))
  if (!town || (town.by === 'person' && partOf(values()[town.key]) !== '')) return
  // Who has begun to type the town meanwhile, or is about to, is not written over.
  if (partOf(values()[town.key]) !== before) return
  const [only] = info.towns
  if (info.towns.length === 1 && only && !hasFocus(town)) set(town, only)
  else if (info.towns.length > 0) offer(town, { kind: 'towns', towns: info.towns })
}
