import { amount, sum } from '@/lib/forms/common/figures/cents'
import type { Key, Path, Read } from '@/lib/forms/engine/types'
import { F } from '../full/places'
import { keysOf } from '../full/read'
import { P } from '../paths'

/**
 * Loans on the financed property: which are replaced, and which stay. What may be paid back beside at the end of the
 * fixed rate (Sondertilgung) is asked of nobody yet, so it lowers nothing here.
 */
export const OBJECT_LOAN_READS: readonly Path[] = [
  P.zweck,
  F.abloesen,
  P.restschuld,
  `${F.loan}.restschuld.zumAbloesetermin`,
]

const loans: readonly Key[] = keysOf(`${P.darlehensliste}[]`)

/** Asked or, for a follow-on loan, assumed as the question itself does. */
export function isReplaced(read: Read, loan: Key): boolean {
  const said = read(`${loan}.abloesen`)
  return said === true || (said === undefined && read(P.zweck) === 'ANSCHLUSSFINANZIERUNG')
}

/** What is to be paid off, in cents; undefined: a loan that is replaced has no balance yet; null: none is replaced. */
export function toReplace(read: Read): number | null | undefined {
  const balances = loans
    .filter((loan) => isReplaced(read, loan))
    .map((loan) => ({
      sure: read(`${loan}.abloesen`) === true,
      cents:
        amount(read, `${loan}.darlehen.restschuld.zumAbloesetermin`) ??
        amount(read, `${loan}.darlehen.restschuld.aktuell`),
    }))
    .filter(({ sure, cents }) => sure || cents !== undefined)
  if (balances.length === 0) return null
  return balances.some(({ cents }) => cents === undefined)
    ? undefined
    : sum(balances.map(({ cents = 0 }) => cents))
}

/** What stays in the land register, in cents. */
export const staying = (read: Read): number =>
  sum(
    loans
      .filter((loan) => !isReplaced(read, loan))
      .map((loan) => amount(read, `${loan}.darlehen.restschuld.aktuell`) ?? 0),
  )
