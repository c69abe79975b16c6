import type { Applicant } from '@/lib/forms/common/personas/journey'
import type { Key, Length, Raw } from '@/lib/forms/engine/types'
import { L, type ListName, openedBy } from '../household-places'
import { ART, incomeOf, type Kind } from '../kinds-of-work'
import { FIRST_PERSON, of, P, type PEOPLE, SECOND_PERSON } from '../paths'

export type Persona = Applicant & { length: Length }
export type Typed = { readonly [key: Key]: Raw }
type Who = (typeof PEOPLE)[number]

/** Control names of the two people. */
export const ME = FIRST_PERSON
export const YOU = SECOND_PERSON

export const sure = (key: Key, how: 'etwa' | 'unbekannt'): Typed => ({ [`${key}~genau`]: how })

export const wish = (
  purpose: string,
  amount: string,
  fixed: { months: string } | { rate: string },
): Typed => ({
  [P.zweck]: purpose,
  [P.kreditbetrag]: amount,
  [P.fest]: 'months' in fixed ? 'laufzeit' : 'rate',
  ...('months' in fixed ? { [P.laufzeit]: fixed.months } : { [P.rate]: fixed.rate }),
})

export const named = (who: Who, first: string, last: string, born: string): Typed => ({
  [of(who, P.vorname)]: first,
  [of(who, P.nachname)]: last,
  [of(who, P.geburtsdatum)]: born,
})

/** Where and how somebody was born and lives as a family. */
export const origin = (who: Who, town: string, status: string): Typed => ({
  [of(who, P.geburtsort)]: town,
  [of(who, P.familienstand)]: status,
})

export const address = (
  who: Who,
  [street, number, plz, town]: readonly [string, string, string, string],
  since: string,
): Typed => ({
  [of(who, `${P.anschrift}.strasse`)]: street,
  [of(who, `${P.anschrift}.hausnummer`)]: number,
  [of(who, `${P.anschrift}.plz`)]: plz,
  [of(who, `${P.anschrift}.ort`)]: town,
  [of(who, P.wohnhaftSeit)]: since,
})

export const home = (who: Who, kind: string, people: string, cars?: string): Typed => ({
  [of(who, P.wohnart)]: kind,
  [of(who, P.personenImHaushalt)]: people,
  ...(cars === undefined ? {} : { [of(who, P.pkw)]: cars }),
})

export const works = (who: Who, kind: Kind, income: string): Typed => ({
  [of(who, ART)]: kind,
  [of(who, incomeOf(kind))]: income,
})

export const contact = (email: string, phone?: string): Typed => ({
  [of(ME, P.email)]: email,
  ...(phone === undefined ? {} : { [of(ME, P.telefonPrivat)]: phone }),
})

/** The items of a list of the household, with the yes that opens it. */
export const items = (
  list: Exclude<ListName, 'darlehen'>,
  entries: readonly { readonly [leaf: string]: string }[],
): Typed => ({
  [openedBy(list)]: 'ja',
  ...Object.fromEntries(
    entries.flatMap((entry, at) =>
      Object.entries(entry).map(([leaf, typed]) => [`${L[list]}.${at}.${leaf}`, typed]),
    ),
  ),
})

/** A no to these lists. */
export const none = (...lists: readonly ListName[]): Typed =>
  Object.fromEntries(lists.map((list) => [openedBy(list), 'nein']))
