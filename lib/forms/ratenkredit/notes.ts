import { abroadNote } from '@/lib/forms/common/abroad'
import type { Note } from '@/lib/forms/engine/types'
import { of, P, PEOPLE } from './paths'

/** Facts without a field; they become `kommentare`, beside the document. The advisor reads them, so they are German. */
export const notes: readonly Note[] = [
  ...PEOPLE.map(
    (person, at): Note => ({
      reads: [P.aufenthaltstitel],
      lines: (read) =>
        read(of(person, P.aufenthaltstitel)) === 'BLAUE_KARTE_EU'
          ? [`Aufenthaltstitel von Antragsteller ${at + 1}: Blaue Karte EU`]
          : [],
    }),
  ),
  // The addresses of the API have no country.
  ...PEOPLE.flatMap((person, at) => {
    const of1 = `Antragsteller ${at + 1}`
    return [
      { reads: [P.wohnland, P.auslandsplz], lives: `${of1} wohnt in`, whose: '' } as const,
      { reads: [P.vorland, P.vorauslandsplz], lives: `${of1} wohnte vorher in`, whose: '' } as const,
    ].map((said) => abroadNote(said, (path) => of(person, path)))
  }),
  {
    reads: [P.nachricht],
    lines: (read) => {
      const said = read(P.nachricht)
      return typeof said === 'string' ? [said] : []
    },
  },
]
