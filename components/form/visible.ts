import { evaluate } from '@/lib/forms/engine/condition'
import type { Condition, Env, Key, Raw, Read, Value } from '@/lib/forms/engine/types'
import type { FieldView, OptionView, StepView, VariantView } from '@/lib/forms/engine/view'
import { isUnknown, quickValue, type Values } from './values'

export type ReadField = (field: FieldView, raw: Raw | undefined) => Value | undefined

/** A question as it stands on the page now. */
export type LiveField = {
  field: FieldView
  label: string
  hint?: string
  options: readonly OptionView[]
  /** Nobody knows the answer (yet): it is not missing, and nothing that stands there counts. */
  unknown: boolean
}

export type LivePage = { fields: readonly LiveField[]; read: Read; names: ReadonlyMap<string, string> }

function pick(variants: readonly VariantView[] | undefined, holds: (when?: Condition) => boolean) {
  return variants?.find((variant) => holds(variant.when))?.text
}

/**
 * The questions that the answers at hand call for, in order. A condition reads earlier answers and the relevant
 * fields above; what has disappeared no longer counts. `readField` is the parser, once it has been loaded.
 */
export function livePage(view: StepView, values: Values, readField: ReadField = quickValue): LivePage {
  const known = new Map<Key, Value>(Object.entries(view.context))
  for (const field of view.fields) known.delete(field.key)
  const read: Read = (key) => known.get(key)
  const env: Env = view.env
  const holds = (when?: Condition) => !when || evaluate(when, read, env)
  const fields: LiveField[] = []
  for (const field of view.fields) {
    if (!holds(field.when)) continue
    const unknown = isUnknown(field, values)
    const value = unknown ? undefined : readField(field, values[field.key])
    if (value !== undefined) known.set(field.key, value)
    fields.push({
      field: unknown ? { ...field, required: false } : field,
      unknown,
      label: pick(field.label, holds) ?? '',
      hint: pick(field.hint, holds),
      options: (field.options ?? []).filter((option) => holds(option.when)),
    })
  }
  const names = new Map(
    view.groups.filter((group) => holds(group.when)).map((group) => [group.item, group.name]),
  )
  return { fields, read, names }
}

export type Block =
  | { kind: 'field'; live: LiveField }
  | { kind: 'group'; id: string; name: string; fields: readonly LiveField[] }
  | { kind: 'fold'; id: string; fields: readonly LiveField[] }

/** Fields of one person or item stand together under its name; folded ones together in their fold. */
export function blocksOf(page: LivePage): Block[] {
  const blocks: Block[] = []
  const open = new Map<string, LiveField[]>()
  for (const live of page.fields) {
    const { item, fold } = live.field
    const name = item === undefined ? undefined : page.names.get(item)
    const place = fold !== undefined ? `fold ${fold}` : name === undefined ? undefined : `item ${item}`
    if (place === undefined) {
      blocks.push({ kind: 'field', live })
      continue
    }
    const there = open.get(place)
    if (there) {
      there.push(live)
      continue
    }
    const fields = [live]
    open.set(place, fields)
    if (fold !== undefined) blocks.push({ kind: 'fold', id: fold, fields })
    else blocks.push({ kind: 'group', id: item ?? '', name: name ?? '', fields })
  }
  return blocks
}
