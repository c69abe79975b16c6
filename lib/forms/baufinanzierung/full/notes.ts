import { laender } from '@/lib/forms/common/lists/laender'
import type { Note } from '@/lib/forms/engine/types'
import { P } from '../paths'
import { F } from './places'
import { PEOPLE } from './read'

/** Facts of the full form without a field of their own; the advisor reads them, so they are German. */
export const fullNotes: readonly Note[] = [
  {
    to: P.weiterePraeferenz,
    reads: [F.energieklasse],
    lines: (read) => {
      const known = read(F.energieklasse)
      return typeof known === 'string' ? [`Energieklasse laut Kunde: ${known.replace('_PLUS', '+')}`] : []
    },
  },
  // An address abroad cannot be expressed: the town stays, country and postcode are noted (self-disclosure §3.6).
  ...PEOPLE.map(
    (person): Note => ({
      to: `${person}.kontakt.weitereKontaktmoeglichkeiten`,
      reads: [F.wohnland, F.auslandsplz],
      lines: (read) => {
        const country = read(F.wohnland.replace(F.kunde, person))
        if (country === undefined || country === 'DE') return []
        const name = laender.find(({ value }) => value === country)?.label.de ?? String(country)
        const postcode = read(F.auslandsplz.replace(F.kunde, person))
        return [
          `Wohnt in: ${name}`,
          ...(postcode === undefined ? [] : [`Postleitzahl dort: ${String(postcode)}`]),
        ]
      },
    }),
  ),
]
