import { couple, PERSONEN } from '@/lib/forms/common/lengths'
import type { Condition, Path } from '@/lib/forms/engine/types'

export { BOTH, couple, FULL, SHORT } from '@/lib/forms/common/lengths'

/**
 * Names for the places of the document, which is the object `vorgang`. Browser-safe: plain texts only.
 *
 * People stand under names, `antragsteller1` and `antragsteller2`: a list whose path ends in `#` (engine/paths.ts). In
 * questions a person is `A`; answers, controls and document say `antragsteller1.personendaten.vorname`.
 */
export const PEOPLE_LIST = 'antragsteller#'
export const A = 'antragsteller#[]'
export const HH = 'haushalt'
export const FB = 'finanzbedarf'

export const FIRST_PERSON = 'antragsteller1'
export const SECOND_PERSON = 'antragsteller2'
/** The concrete people, in order. */
export const PEOPLE = [FIRST_PERSON, SECOND_PERSON] as const

const WUNSCH = `${FB}.finanzierungswunsch`
const FAHRZEUG = `${FB}.fahrzeugkauf`
const PERSON = `${A}.personendaten`
const HERKUNFT = `${A}.herkunft`
const WOHNEN = `${A}.wohnsituation`
const KONTO = `${HH}.kontoverbindung`

export const P = {
  personen: PERSONEN,

  zweck: `${FB}.finanzierungszweck`,
  kreditbetrag: `${WUNSCH}.kreditbetrag`,
  laufzeit: `${WUNSCH}.laufzeitInMonaten`,
  rate: `${WUNSCH}.rateMonatlich`,
  ratenzahlungstermin: `${WUNSCH}.ratenzahlungstermin`,
  /** What the person fixes: `laufzeit` or `rate`; only that one is asked and sent. */
  fest: 'app.laufzeitOderRate',

  anbieter: `${FAHRZEUG}.anbieter`,
  fahrzeugpreis: `${FAHRZEUG}.kaufpreis`,
  beglichen: `${FAHRZEUG}.beglicheneKosten`,
  marke: `${FAHRZEUG}.marke`,
  modell: `${FAHRZEUG}.modell`,
  erstzulassung: `${FAHRZEUG}.erstzulassungsdatum`,
  laufleistung: `${FAHRZEUG}.laufleistung`,
  kw: `${FAHRZEUG}.kw`,
  ps: `${FAHRZEUG}.ps`,
  /** In which unit the person states the power: `kw` or `ps`; what was entered is sent. */
  leistung: 'app.leistung',

  anrede: `${PERSON}.anrede`,
  titel: `${PERSON}.titel`,
  vorname: `${PERSON}.vorname`,
  nachname: `${PERSON}.nachname`,
  geburtsname: `${PERSON}.geburtsname`,
  geburtsdatum: `${PERSON}.geburtsdatum`,
  geburtsort: `${PERSON}.geburtsort`,
  geburtsland: `${PERSON}.geburtsland`,
  familienstand: `${PERSON}.familienstand`,
  email: `${PERSON}.email`,
  telefonPrivat: `${PERSON}.telefonPrivat`,
  telefonGeschaeftlich: `${PERSON}.telefonGeschaeftlich`,

  staat: `${HERKUNFT}.staatsangehoerigkeit`,
  weitereStaatenDa: `${A}.app.weitereStaatsangehoerigkeiten`,
  weitereStaaten: `${HERKUNFT}.weitereStaatsangehoerigkeiten`,
  inDeutschlandSeit: `${HERKUNFT}.inDeutschlandSeit`,
  aufenthaltstitel: `${HERKUNFT}.aufenthaltstitel`,
  aufenthaltBis: `${HERKUNFT}.aufenthaltBefristetBis`,
  arbeitserlaubnis: `${HERKUNFT}.arbeitserlaubnisVorhanden`,
  arbeitserlaubnisBis: `${HERKUNFT}.arbeitserlaubnisBefristetBis`,
  steuerId: `${HERKUNFT}.steuerId`,

  anschrift: `${WOHNEN}.anschrift`,
  wohnhaftSeit: `${WOHNEN}.anschrift.wohnhaftSeit`,
  voranschrift: `${WOHNEN}.voranschrift`,
  wohnland: `${A}.app.wohnland`,
  auslandsplz: `${A}.app.auslandsplz`,
  vorland: `${A}.app.vorland`,
  vorauslandsplz: `${A}.app.vorauslandsplz`,
  wohnart: `${WOHNEN}.wohnart`,
  personenImHaushalt: `${WOHNEN}.anzahlPersonenImHaushalt`,
  pkw: `${WOHNEN}.anzahlPkw`,
  /** Only on the second person; yes copies the home of the first. */
  gemeinsamerHaushalt: `${WOHNEN}.gemeinsamerHaushalt`,
  gemeinsam: `${SECOND_PERSON}.wohnsituation.gemeinsamerHaushalt`,
  /** One amount per person, which a lens keeps in the household's list of rents. */
  miete: `${A}.mietausgaben.betragMonatlich`,
  mietausgaben: `${HH}.ausgaben.mietausgaben`,

  iban: `${KONTO}.iban`,
  bic: `${KONTO}.bic`,
  kreditinstitut: `${KONTO}.kreditinstitut`,
  kontoinhaber: `${KONTO}.gehoertZuAntragsteller`,

  telefonTermin: 'app.telefonTermin',
  nachricht: 'app.nachricht',

  /** Whether the person wants to say anything about payment protection. */
  absicherung: 'app.absicherung',
  ratenschutz: `${FB}.ratenschutzAntragsteller#`,
} as const satisfies Record<string, Path>

/** Two people ask for the credit together. */
export const twoPeople: Condition = couple
/** Two people with one home. Read by what comes after the home of the second person. */
export const sharedHome: Condition = { all: [couple, { is: [P.gemeinsam, true] }] }

export const PURPOSES = ['UMSCHULDUNG', 'FAHRZEUGKAUF', 'MODERNISIEREN', 'FREIE_VERWENDUNG'] as const
export type Purpose = (typeof PURPOSES)[number]
export const purpose = (one: Purpose): Condition => ({ is: [P.zweck, one] })

/** The path of a person as one of the two: `of(SECOND_PERSON, P.vorname)` → `antragsteller2.personendaten.vorname`. */
export const of = (person: (typeof PEOPLE)[number], path: Path): string => path.replace(A, person)
