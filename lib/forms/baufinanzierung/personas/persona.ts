import type { Key, Lang, Raw } from '@/lib/forms/engine/types'
import { first, P } from '../paths'

/** What one person types on one page, in the order of the page: control name → text as typed. */
export type Typed = { readonly [key: Key]: Raw }
/**
 * A made-up applicant of the short form: used by unit tests, e2e and seed. `pages` holds each page that the person
 * fills in, in the order of the journey; a question left open is not there.
 */
export type Persona = {
  id: string
  says: string
  lang: Lang
  pages: readonly { page: string; typed: Typed }[]
}

const FIRST = 'haushalte.0.kunden.0'
type Household = 'together' | 'apart'
export const secondPerson = (home: Household): string =>
  home === 'together' ? 'haushalte.0.kunden.1' : 'haushalte.1.kunden.0'
const of = (person: string, path: string): Key => path.replace('haushalte[].kunden[]', person)

export const K = {
  ...P,
  guthaben: first(P.guthaben),
  restschuld: first(P.restschuld),
  zinsbindungBis: first(P.zinsbindungBis),
  miete: first(P.miete),
} as const

type Person = { job: string; net: string }
type Income = { me: Person; rent?: string; partner?: Person & { home: Household; rent?: string } }

export function incomePage({ me, rent, partner }: Income) {
  const second = partner && secondPerson(partner.home)
  return {
    page: 'einkommen',
    typed: {
      [K.personen]: partner ? '2' : '1',
      ...(partner ? { [K.gemeinsamerHaushalt]: partner.home === 'together' ? 'ja' : 'nein' } : {}),
      [of(FIRST, P.beschaeftigung)]: me.job,
      [of(FIRST, P.einkommenNetto)]: me.net,
      ...(partner && second
        ? { [of(second, P.beschaeftigung)]: partner.job, [of(second, P.einkommenNetto)]: partner.net }
        : {}),
      ...(rent === undefined ? {} : { [K.miete]: rent }),
      ...(partner?.rent === undefined
        ? {}
        : { [P.miete.replace('haushalte[]', 'haushalte.1')]: partner.rent }),
    },
  } as const
}

type Contact = {
  anrede?: string
  name: readonly [string, string]
  email: string
  phone?: string
  reach?: string
  partner?: { home: Household; name: readonly [string, string] }
}

export function contactPage({ anrede, name, email, phone, reach, partner }: Contact) {
  const second = partner && secondPerson(partner.home)
  return {
    page: 'kontakt',
    typed: {
      ...(anrede ? { [of(FIRST, P.anrede)]: anrede } : {}),
      [of(FIRST, P.vorname)]: name[0],
      [of(FIRST, P.nachname)]: name[1],
      [of(FIRST, P.email)]: email,
      ...(phone ? { [of(FIRST, P.telefonnummer)]: phone } : {}),
      ...(reach ? { [of(FIRST, P.weitereKontaktmoeglichkeiten)]: reach } : {}),
      ...(partner && second
        ? { [of(second, P.vorname)]: partner.name[0], [of(second, P.nachname)]: partner.name[1] }
        : {}),
    },
  } as const
}
