import type { Applicant } from '@/lib/forms/common/personas/journey'
import type { Key, Raw } from '@/lib/forms/engine/types'
import { F } from '../../full/places'
import { P } from '../../paths'

export type FullPersona = Applicant
type Typed = { readonly [key: Key]: Raw }

export const percent = (wert: string): Raw => ({ wert, einheit: 'PROZENT' })
export const ME = 'haushalte.0.kunden.0'
export const TOGETHER = 'haushalte.0.kunden.1'
export const APART = 'haushalte.1.kunden.0'
export const HOME = 'haushalte.0'

/** Puts the same beginning before every name. */
export const below = (prefix: Key, typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).map(([key, raw]) => [`${prefix}.${key}`, raw]))
const of = (item: Key, pattern: string, path: string): Key => path.replace(pattern, item)
export const ofPerson = (person: Key, path: string): Key => of(person, F.kunde, path)
export const ofHousehold = (household: Key, path: string): Key => of(household, F.haushalt, path)

/** How sure one is of an answer: etwa, unbekannt. */
export const sure = (key: Key, how: 'etwa' | 'unbekannt'): Typed => ({ [`${key}~genau`]: how })

type Person = {
  name: readonly [string, string]
  anrede?: string
  born: string
  status: string
  from?: string
  separate?: string
}

export function person(key: Key, { name, anrede, born, status, from, separate }: Person): Typed {
  return {
    [ofPerson(key, P.vorname)]: name[0],
    [ofPerson(key, P.nachname)]: name[1],
    ...(anrede && { [ofPerson(key, P.anrede)]: anrede }),
    [ofPerson(key, F.geburtsdatum)]: born,
    [ofPerson(key, F.familienstand)]: status,
    ...(from && { [ofPerson(key, F.staat)]: from }),
    ...(separate && { [ofPerson(key, F.guetertrennung)]: separate }),
  }
}

export const alone: Typed = { [P.personen]: '1' }
export const couple = (home: 'together' | 'apart'): Typed => ({
  [P.personen]: '2',
  [P.gemeinsamerHaushalt]: home === 'together' ? 'ja' : 'nein',
})

type Home = readonly [street: string, number: string, postcode: string, town: string]
export function lives(key: Key, home: Home | 'same' | 'offered', since: string, before?: Home): Typed {
  const at = ofPerson(key, F.anschrift)
  const address = (place: Key, [strasse, hausnummer, plz, ort]: Home) =>
    below(place, { strasse, hausnummer, plz, ort })
  return {
    ...(home === 'same' ? { [at]: 'ja' } : {}),
    ...(typeof home === 'string' ? {} : address(at, home)),
    [ofPerson(key, F.wohnhaftSeit)]: since,
    ...(before && address(ofPerson(key, F.voranschrift), before)),
  }
}

type Employment = {
  job: string
  net: string
  employer: string
  since: string
  contract?: string
  extra?: Typed
}
export function employed(key: Key, { job, net, employer, since, contract, extra }: Employment): Typed {
  const at = ofPerson(key, F.job)
  return {
    [`${at}.@type`]: job,
    [ofPerson(key, P.einkommenNetto)]: net,
    ...(job !== 'BEAMTER' && { [`${at}.beschaeftigungsstatus`]: contract ?? 'UNBEFRISTET' }),
    ...below(`${at}.beschaeftigungsverhaeltnis`, {
      'arbeitgeber.name': employer,
      'arbeitgeber.inDeutschland': 'ja',
      beschaeftigtSeit: since,
    }),
    ...(extra && below(at, extra)),
  }
}

export function ownBusiness(key: Key, job: string, net: string, work: Typed): Typed {
  const at = ofPerson(key, F.job)
  return { [`${at}.@type`]: job, [ofPerson(key, P.einkommenNetto)]: net, ...below(`${at}.taetigkeit`, work) }
}

export function notWorking(key: Key, job: string, net: string): Typed {
  return { [ofPerson(key, P.beschaeftigung)]: job, [ofPerson(key, P.einkommenNetto)]: net }
}

type Money = {
  children?: readonly Typed[]
  rent?: string
  owns?: readonly Typed[]
  savings: string
  uses?: string
  more?: Typed
  debts?: Partial<{ raten: readonly Typed[]; privat: readonly Typed[]; other: Typed }>
}

/** What a household says of children, home and money; everything that it has to, and what it wants to. */
export function household(
  key: Key,
  { children = [], rent, owns = [], savings, uses, more, debts = {} }: Money,
): Typed {
  const place = (path: string) => ofHousehold(key, path)
  const bank = place(`${F.vermoegen}.summeBankUndSparguthaben`)
  const used = uses === undefined ? 'KEINE_VERWENDUNG' : 'AUFLOESUNG_ALS_VERWENDUNG'
  const items = (list: string, all: readonly Typed[]) =>
    Object.assign({}, ...all.map((one, at) => below(`${place(list)}.${at}`, one)))
  return {
    [place(F.kinderErfassung)]: children.length > 0 ? 'VORHANDENE_KINDER' : 'KEINE_KINDER',
    ...items(F.kinder, children),
    ...(rent !== undefined && { [place(P.miete)]: rent }),
    [place(F.besitzErfassung)]:
      owns.length > 0 ? 'VORHANDENE_BESTEHENDE_IMMOBILIEN' : 'KEINE_BESTEHENDEN_IMMOBILIEN',
    ...items(F.besitz, owns),
    [`${bank}.guthaben`]: savings,
    ...(savings !== '0' && { [`${bank}.verwendung.@type`]: used }),
    ...(uses !== undefined && { [`${bank}.verwendung.maximalEinzusetzenderBetrag`]: uses }),
    [place(F.ratenkredite)]: debts.raten ? 'ja' : 'nein',
    ...items(F.ratenkredite, debts.raten ?? []),
    [place(F.privatdarlehen)]: debts.privat ? 'ja' : 'nein',
    ...items(F.privatdarlehen, debts.privat ?? []),
    [place(F.sonstigeSchuldDa)]: debts.other ? 'ja' : 'nein',
    ...(debts.other && below(place(F.sonstigeSchuld), debts.other)),
    ...(more && below(key, more)),
  }
}

export const mail = (key: Key, address: string, phone?: string): Typed => ({
  [ofPerson(key, P.email)]: address,
  ...(phone && { [ofPerson(key, P.telefonnummer)]: phone }),
})
