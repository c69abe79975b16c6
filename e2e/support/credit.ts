import { personas } from '@/lib/forms/ratenkredit/personas'
import { fullGolden, reviewed, withOwnAddresses } from './full'

/** A persona of the consumer credit with addresses of this test's own, and what was reviewed of them. */
export function creditPerson(id: string) {
  const found = personas.find((one) => one.id === id)
  if (!found) throw new Error(`There is no persona ${id}`)
  const own = withOwnAddresses(found)
  return {
    ...own,
    query: `?laenge=${found.length === 'full' ? 'voll' : 'kurz'}&sprache=${found.lang}`,
    /** `vorgang` without `leadquelle`. */
    golden: fullGolden(id, own.emails, 'ratenkredit'),
    /** What no field takes, in the order in which the advisor reads it. */
    remarks: reviewed('ratenkredit', `${id}.txt`)
      .split('\n')
      .flatMap((line) => (line.startsWith('# ') ? [line.slice(2)] : [])),
  }
}
