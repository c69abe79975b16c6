import type { Derived, Note, Read } from '@/lib/forms/engine/types'
import { first, LOANS_EXIST, loanExists, P, purpose, SHORT } from './paths'

const LOAN_REFERENCE = 'd1'
const HOUSEHOLDS = ['haushalte.0', 'haushalte.1'] as const

/** Leaves that nobody is asked, because they follow from answers (self-disclosure §3, §4). */
export const derived: readonly Derived[] = [
  {
    name: 'referenzId of persons',
    reads: [
      P.personen,
      P.gemeinsamerHaushalt,
      P.vorname,
      P.nachname,
      P.email,
      P.beschaeftigung,
      P.einkommenNetto,
    ],
    owns: [P.kundeReferenzId],
    write: (read) => {
      const two = read(P.personen) === '2'
      const home = read(P.gemeinsamerHaushalt)
      return {
        'haushalte.0.kunden.0.referenzId': 'p1',
        'haushalte.0.kunden.1.referenzId': two && home === true ? 'p2' : undefined,
        'haushalte.1.kunden.0.referenzId': two && home === false ? 'p2' : undefined,
      }
    },
  },
  {
    name: 'own money is used in full',
    in: SHORT,
    reads: [P.guthaben],
    owns: [`${P.verwendung}.@type`, `${P.verwendung}.maximalEinzusetzenderBetrag`],
    write: (read) => {
      const amount = read(first(P.guthaben))
      const place = first(P.verwendung)
      if (typeof amount !== 'number') return {}
      if (amount === 0) return { [`${place}.@type`]: 'KEINE_VERWENDUNG' }
      return {
        [`${place}.@type`]: 'AUFLOESUNG_ALS_VERWENDUNG',
        [`${place}.maximalEinzusetzenderBetrag`]: amount,
      }
    },
  },
  {
    name: 'rent ends when one moves in',
    in: SHORT,
    reads: [P.miete, P.nutzung],
    owns: [P.mieteEntfaellt],
    write: (read) => {
      const use = read(P.nutzung)
      return Object.fromEntries(
        HOUSEHOLDS.map((household) => {
          const rent = read(P.miete.replace('haushalte[]', household))
          const known = typeof rent === 'number' && rent > 0 && use !== undefined
          return [P.mieteEntfaellt.replace('haushalte[]', household), known ? use !== 'VERMIETET' : undefined]
        }),
      )
    },
  },
  {
    name: 'a follow-on loan has a loan to follow',
    reads: [P.zweck],
    owns: [P.darlehenErfassung],
    when: purpose('ANSCHLUSSFINANZIERUNG'),
    write: () => ({ [P.darlehenErfassung]: LOANS_EXIST }),
  },
  {
    name: 'the existing loan is a property loan',
    in: SHORT,
    reads: [P.zweck, P.darlehenErfassung, P.restschuld, P.zinsbindungBis],
    owns: [P.darlehenReferenzId, P.darlehenTyp],
    when: loanExists,
    write: () => ({
      [first(P.darlehenReferenzId)]: LOAN_REFERENCE,
      [first(P.darlehenTyp)]: 'BESTEHENDES_IMMOBILIENDARLEHEN',
    }),
  },
  {
    name: 'a follow-on loan redeems it',
    in: SHORT,
    reads: [P.zweck],
    owns: [P.abloesung],
    when: purpose('ANSCHLUSSFINANZIERUNG'),
    write: () => ({ [first(P.abloesung)]: LOAN_REFERENCE }),
  },
]

function area(read: Read): string {
  return [read(P.plz), read(P.ort)].filter((part) => part !== undefined).join(' ')
}

/** Facts without a field of their own; the advisor reads them, so they are German. */
export const notes: readonly Note[] = [
  {
    to: P.weiterePraeferenz,
    reads: [P.objektGefunden, P.plz, P.ort, P.kaufpreis],
    lines: (read) => {
      if (read(P.objektGefunden) !== 'nein') return []
      const budget = read(P.kaufpreis)
      const euros = typeof budget === 'number' ? new Intl.NumberFormat('de-DE').format(budget) : undefined
      return [
        'Noch keine Immobilie gefunden.',
        ...(area(read) ? [`Suchgebiet: ${area(read)}`] : []),
        ...(euros ? [`Budget: etwa ${euros} €`] : []),
      ]
    },
  },
]
