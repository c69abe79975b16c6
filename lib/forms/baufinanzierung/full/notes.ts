import { abroadNote } from '@/lib/forms/common/abroad'
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
  ...PEOPLE.flatMap((person) =>
    [
      { reads: [F.wohnland, F.auslandsplz], lives: 'Wohnt in' } as const,
      { reads: [F.vorland, F.vorauslandsplz], lives: 'Wohnte vorher in', whose: ' (früher)' } as const,
    ].map((said) =>
      abroadNote(
        said,
        (path) => path.replace(F.kunde, person),
        `${person}.kontakt.weitereKontaktmoeglichkeiten`,
      ),
    ),
  ),
]
