import 'server-only'
import { noneIsEmptyIn } from '@/lib/forms/common/lenses'
import { bankCode, bankName } from '@/lib/forms/common/lists/banken'
import { bindPath } from '@/lib/forms/engine'
import type { Json, Key, LeafAt, Lens, Path } from '@/lib/forms/engine/types'
import { F } from './full/places'

/** One text for the bank: one of the provider's list by its code, any other by its name (self-disclosure §3.4). */
export const bank: Lens = {
  owns: [F.loan, `${F.besitzDarlehen}[]`].flatMap((loan) =>
    ['@type', 'produktanbieter', 'name'].map((leaf) => `${loan}.darlehensgeber.${leaf}`),
  ),
  write: (value, key) => {
    const code = bankCode(String(value))
    return {
      [`${key}.@type`]: code ? 'PRODUKTANBIETER_DARLEHENSGEBER' : 'SONSTIGER_DARLEHENSGEBER',
      [`${key}.produktanbieter`]: code,
      [`${key}.name`]: code ? undefined : String(value),
    }
  },
  erase: (key) => ({
    [`${key}.@type`]: undefined,
    [`${key}.produktanbieter`]: undefined,
    [`${key}.name`]: undefined,
  }),
  read: (leaf, key) => {
    const code = leaf(`${key}.produktanbieter`)
    const name = leaf(`${key}.name`)
    if (typeof code === 'string') return bankName(code)
    return typeof name === 'string' ? name : undefined
  },
}

const REFERENCE = 'referenzIdAbzuloesendesDarlehen'

/** What other places call a loan by: its own reference, else the platform's id. */
function referenceOf(leaf: LeafAt, key: Key): Json | undefined {
  const loan = key.slice(0, key.lastIndexOf('.'))
  return leaf(`${loan}.referenzId`) ?? leaf(`${loan}.darlehen.id`)
}

function entries(leaf: LeafAt): readonly Json[] {
  const list = leaf(F.abloesungen)
  return Array.isArray(list) ? list : []
}

const names = (entry: Json, reference: Json | undefined): boolean =>
  reference !== undefined &&
  typeof entry === 'object' &&
  entry !== null &&
  REFERENCE in entry &&
  entry[REFERENCE] === reference

function without(leaf: LeafAt, reference: Json | undefined): { readonly [leaf: Key]: Json | undefined } {
  const all = entries(leaf)
  const kept = all.filter((entry) => !names(entry, reference))
  if (kept.length === all.length) return {}
  return { [F.abloesungen]: kept.length > 0 ? kept : undefined }
}

/** A yes or no per loan that writes an entry of another list, which refers to the loan. */
export const abloesung: Lens = {
  // A loan that is not replaced any more takes its whole entry along, with what an advisor put into it.
  owns: [`${F.abloesungen}[].${REFERENCE}`, `${F.abloesungen}[]`],
  write: (value, key, _read, leaf) => {
    const reference = referenceOf(leaf, key)
    if (value !== true) return without(leaf, reference)
    const all = entries(leaf)
    if (reference === undefined || all.some((entry) => names(entry, reference))) return {}
    return { [F.abloesungen]: [...all, { [REFERENCE]: reference }] }
  },
  erase: (key, leaf) => without(leaf, referenceOf(leaf, key)),
  read: (leaf, key) => {
    const reference = referenceOf(leaf, key)
    return reference === undefined ? undefined : entries(leaf).some((entry) => names(entry, reference))
  },
}

/** Lists that have no tag of their own for "none" (self-disclosure §3.11). */
export const noneIsEmpty = noneIsEmptyIn([
  F.nebentaetigkeit,
  F.unterhalt,
  F.bausparvertraege,
  F.versicherungen,
  F.ratenkredite,
  F.privatdarlehen,
])

const ADDRESS = ['strasse', 'hausnummer', 'plz', 'ort'] as const
/** The person whose address others may share: the first of the same household. */
const firstOfHousehold = (path: Path, key: Key): Key => bindPath(path, key.split('.').slice(0, 2).join('.'))

/** "The same address": yes copies the first person's, no leaves the person's own. */
export const sameAddress: Lens = {
  owns: ADDRESS.map((leaf) => `${F.anschrift}.${leaf}`),
  reads: ADDRESS.map((leaf) => `${F.anschrift}.${leaf}`),
  write: (value, key, read) => {
    if (value !== true) return {}
    const from = firstOfHousehold(F.anschrift, key)
    return Object.fromEntries(
      ADDRESS.flatMap((leaf) => {
        const said = read(`${from}.${leaf}`)
        return said === undefined ? [] : [[`${key}.${leaf}`, said] as const]
      }),
    )
  },
  erase: () => ({}),
  read: (leaf, key) => {
    const from = firstOfHousehold(F.anschrift, key)
    const own = ADDRESS.map((part) => leaf(`${key}.${part}`))
    if (own.every((part) => part === undefined)) return undefined
    return ADDRESS.every((part, at) => own[at] === leaf(`${from}.${part}`))
  },
}
