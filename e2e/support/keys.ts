import { P } from '@/lib/forms/baufinanzierung/paths'

const first = (path: string) => path.replaceAll('[]', '.0')

/** Names of the controls that specs type into by hand: the keys of architecture §9. */
export const keys = {
  zweck: P.zweck,
  zeit: P.zeit,
  zumDatum: P.zumDatum,
  objektGefunden: P.objektGefunden,
  typ: P.typ,
  plz: P.plz,
  ort: P.ort,
  nutzung: P.nutzung,
  kaufpreis: P.kaufpreis,
  makler: P.makler,
  maklergebuehr: P.maklergebuehr,
  grunderwerbsteuer: P.grunderwerbsteuer,
  guthaben: first(P.guthaben),
  personen: P.personen,
  beschaeftigung: first(P.beschaeftigung),
  einkommenNetto: first(P.einkommenNetto),
  vorname: first(P.vorname),
  nachname: first(P.nachname),
  email: first(P.email),
  telefonnummer: first(P.telefonnummer),
  weitereKontaktmoeglichkeiten: first(P.weitereKontaktmoeglichkeiten),
} as const

export const pages = ['vorhaben', 'immobilie', 'kosten', 'einkommen', 'kontakt'] as const
export const start = '/antrag/musterberatung'
export const creditStart = '/antrag/musterkredit'
const firstPages: { readonly [campaign: string]: string } = {
  [start]: 'vorhaben',
  [creditStart]: 'kreditwunsch',
}
export const addressOf = (page: string, campaign: string = start): string =>
  firstPages[campaign] === page ? campaign : `${campaign}/${page}`
