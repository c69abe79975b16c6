import type { Condition, Note, Path } from '@/lib/forms/engine/types'
import { laender } from './lists/laender'

/** An address is in Germany until its country says otherwise. */
export const inGermany = (country: Path): Condition => ({
  any: [{ not: { answered: country } }, { is: [country, 'DE'] }],
})

type Said = { reads: readonly [country: Path, postcode: Path]; lives: string; whose?: string }

/**
 * What the platform's addresses cannot hold: the country and the postcode there, in lines for the advisor. `reads` names
 * the places as questions do, `at` gives those of the one person.
 */
export function abroadNote({ reads, lives, whose = '' }: Said, at: (path: Path) => Path, to?: Path): Note {
  return {
    ...(to !== undefined && { to }),
    reads,
    lines: (read) => {
      const [country, postcode] = reads.map((path) => read(at(path)))
      if (country === undefined || country === 'DE') return []
      const name = laender.find(({ value }) => value === country)?.label.de ?? String(country)
      return [
        `${lives}${whose}: ${name}`,
        ...(postcode === undefined ? [] : [`Postleitzahl dort${whose}: ${String(postcode)}`]),
      ]
    },
  }
}
