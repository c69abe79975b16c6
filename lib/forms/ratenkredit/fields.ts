/**
 * Every field of the API's object `vorgang` that a consumer can say something about, written by hand from the tables of
 * ratenkredit.md §4 (the document of the Vorgang API and the KEX model behind it). Not there, because nobody asks a
 * consumer: `leadquelle` (the campaign's) and `finanzierungswunsch.provisionswunschInProzent` (the advisor's).
 *
 * The mark says in which length a field is asked (S: both, F: full only) and where it is mandatory (`S`, `F` after the
 * colon). Fields of lists and of work have no mark of their own beyond the length: there the tables name rules instead.
 */
export type Mark = 'S:SF' | 'S:F' | 'S:' | 'F:F' | 'F:' | 'S' | 'F'
export const PERSON = 'antragsteller#[]'

const below = (place: string, marks: { readonly [leaf: string]: Mark }): { readonly [path: string]: Mark } =>
  Object.fromEntries(Object.entries(marks).map(([leaf, mark]) => [`${place}.${leaf}`, mark]))
const all = (place: string, mark: Mark, leaves: string): { readonly [path: string]: Mark } =>
  below(place, Object.fromEntries(leaves.split(' ').map((leaf) => [leaf, mark])))

const B = `${PERSON}.beschaeftigung`
const HH = 'haushalt'
const FB = 'finanzbedarf'
const FIRMA = 'name branche anschrift.strasse anschrift.hausnummer anschrift.plz anschrift.ort anschrift.land'
const YEARS = ['LaufendesJahr', 'LetztesJahr', 'Vor2Jahren', 'Vor3Jahren']

const employment = (object: string, leaves: string) => ({
  ...all(
    `${B}.${object}.beschaeftigungsverhaeltnis`,
    'F',
    `${leaves} berufsbezeichnung beschaeftigtSeit inProbezeit`,
  ),
  ...all(`${B}.${object}.beschaeftigungsverhaeltnis`, 'S', 'nettoeinkommenMonatlich'),
  ...all(`${B}.${object}.beschaeftigungsverhaeltnis.arbeitgeber`, 'F', FIRMA),
  ...all(`${B}.${object}.vorherigesBeschaeftigungsverhaeltnis`, 'F', 'beschaeftigtSeit beschaeftigtBis'),
  ...all(`${B}.${object}.vorherigesBeschaeftigungsverhaeltnis.arbeitgeber`, 'F', FIRMA),
})

const business = (object: string) => ({
  ...all(`${B}.${object}`, 'S', 'nettoeinkommenJaehrlich'),
  ...all(`${B}.${object}`, 'F', 'berufsbezeichnung selbststaendigSeit'),
  ...all(`${B}.${object}.firma`, 'F', FIRMA),
  ...all(
    `${B}.${object}`,
    'F',
    YEARS.flatMap((year) =>
      ['bruttoEinkommen', 'einkommenssteuer', 'abschreibungen'].map((figure) => `${figure}${year}`),
    ).join(' '),
  ),
})

const debts = (list: string, leaves: string) =>
  all(`${HH}.verbindlichkeiten.${list}[]`, 'F', `${leaves} glaeubiger gehoertZuAntragsteller`)
const BANK = 'iban bic kreditinstitut'
const LOAN = `abloesen rateMonatlich restschuld datumErsteZahlung datumLetzteRate schlussrate urspruenglicherKreditbetrag ${BANK}`
const LINE = `abloesen beanspruchterBetrag verfuegungsrahmen zinssatz ${BANK}`

export const fields: { readonly [path: string]: Mark } = {
  // r1
  ...below(FB, {
    finanzierungszweck: 'S:SF',
    'finanzierungswunsch.kreditbetrag': 'S:SF',
    // One of the two is mandatory: the one that the person fixes.
    'finanzierungswunsch.laufzeitInMonaten': 'S:SF',
    'finanzierungswunsch.rateMonatlich': 'S:SF',
    'finanzierungswunsch.ratenzahlungstermin': 'F:',
    'fahrzeugkauf.anbieter': 'S:F',
    'fahrzeugkauf.kaufpreis': 'S:F',
    'fahrzeugkauf.beglicheneKosten': 'F:',
    'fahrzeugkauf.marke': 'F:',
    'fahrzeugkauf.modell': 'F:',
    'fahrzeugkauf.erstzulassungsdatum': 'F:',
    'fahrzeugkauf.laufleistung': 'F:',
    'fahrzeugkauf.kw': 'F:',
    'fahrzeugkauf.ps': 'F:',
  }),
  // r2
  ...below(`${PERSON}.personendaten`, {
    anrede: 'S:',
    titel: 'F:',
    vorname: 'S:SF',
    nachname: 'S:SF',
    geburtsname: 'F:',
    geburtsdatum: 'S:SF',
    geburtsort: 'F:F',
    geburtsland: 'F:F',
    familienstand: 'F:F',
  }),
  ...below(`${PERSON}.herkunft`, {
    staatsangehoerigkeit: 'F:F',
    'weitereStaatsangehoerigkeiten[]': 'F',
    inDeutschlandSeit: 'F:F',
    aufenthaltstitel: 'F:F',
    aufenthaltBefristetBis: 'F:F',
    arbeitserlaubnisVorhanden: 'F:F',
    arbeitserlaubnisBefristetBis: 'F:',
    steuerId: 'F:',
  }),
  // r3
  ...below(`${PERSON}.wohnsituation`, {
    'anschrift.strasse': 'F:F',
    'anschrift.hausnummer': 'F:F',
    'anschrift.plz': 'F:F',
    'anschrift.ort': 'F:F',
    'anschrift.wohnhaftSeit': 'F:F',
    'voranschrift.strasse': 'F:F',
    'voranschrift.hausnummer': 'F:F',
    'voranschrift.plz': 'F:F',
    'voranschrift.ort': 'F:F',
    'voranschrift.wohnhaftSeit': 'F:F',
    wohnart: 'F:F',
    anzahlPersonenImHaushalt: 'F:F',
    anzahlPkw: 'F:',
    gemeinsamerHaushalt: 'F:F',
  }),
  ...all(`${HH}.ausgaben.mietausgaben[]`, 'F', 'betragMonatlich gehoertZuAntragsteller'),
  // r4
  [`${B}.beschaeftigungsart`]: 'S:SF',
  ...employment('angestellter', 'befristung befristetBis'),
  ...employment('arbeiter', 'befristung befristetBis'),
  ...employment('beamter', 'verbeamtetSeit'),
  ...business('freiberufler'),
  ...business('selbststaendiger'),
  ...all(`${B}.rentner`, 'S', 'staatlicheRenteMonatlich'),
  ...all(
    `${B}.rentner`,
    'F',
    'rentnerSeit rentenversicherung.name rentenversicherung.anschrift.strasse rentenversicherung.anschrift.hausnummer rentenversicherung.anschrift.plz rentenversicherung.anschrift.ort',
  ),
  ...all(`${B}.arbeitsloser`, 'S', 'sonstigesEinkommenMonatlich'),
  ...all(`${B}.hausfrau`, 'S', 'sonstigesEinkommenMonatlich'),
  // r5
  ...all(`${HH}.kinder[]`, 'F', 'name kindergeldFuer unterhaltseinnahmenMonatlich gehoertZuAntragsteller'),
  ...Object.assign(
    {},
    ...['ehegattenunterhalt', 'sonstigeEinnahmen', 'unbefristeteZusatzrenten'].map((list) =>
      all(`${HH}.einnahmen.${list}[]`, 'F', 'betragMonatlich gehoertZuAntragsteller'),
    ),
  ),
  ...all(
    `${HH}.einnahmen.einkuenfteAusNebentaetigkeit[]`,
    'F',
    'betragMonatlich beginnDerTaetigkeit gehoertZuAntragsteller',
  ),
  ...Object.assign(
    {},
    ...['privateKrankenversicherungen', 'unterhaltsverpflichtungen', 'sonstigeAusgaben'].map((list) =>
      all(`${HH}.ausgaben.${list}[]`, 'F', 'betragMonatlich gehoertZuAntragsteller'),
    ),
  ),
  ...all(`${HH}.vermoegen.bausparvertraege[]`, 'F', 'sparbeitragMonatlich gehoertZuAntragsteller'),
  ...all(`${HH}.vermoegen.lebensversicherungen[]`, 'F', 'praemieMonatlich gehoertZuAntragsteller'),
  ...all(
    `${HH}.immobilien[]`,
    'F',
    'bezeichnung immobilienart nutzungsart wert wohnflaeche vermieteteWohnflaeche mieteinnahmenKaltMonatlich mieteinnahmenWarmMonatlich nebenkostenMonatlich gehoertZuAntragsteller',
  ),
  ...all(`${HH}.immobilien[].darlehen[]`, 'F', 'restschuld zinsbindungBis rateMonatlich'),
  // r6
  ...debts('ratenkredite', LOAN),
  ...debts('sonstigeVerbindlichkeiten', LOAN),
  ...debts('kreditkarten', `${LINE} rateMonatlich`),
  ...debts('dispositionskredite', LINE),
  ...debts('leasings', 'rateMonatlich datumLetzteRate schlussrate'),
  // r7
  ...all(`${HH}.kontoverbindung`, 'F', `${BANK} gehoertZuAntragsteller`),
  ...Object.assign(
    {},
    ...['todesfallAbsicherung', 'arbeitsunfaehigkeitAbsicherung', 'arbeitslosigkeitAbsicherung'].map((risk) =>
      all(`${FB}.ratenschutzAntragsteller#[].${risk}`, 'F:', 'gewuenscht vorhanden wichtig kommentar'),
    ),
  ),
  ...below(`${PERSON}.personendaten`, { email: 'S:SF', telefonPrivat: 'S:', telefonGeschaeftlich: 'S:' }),
}

const OWNERS = ['ANTRAGSTELLER_1', 'ANTRAGSTELLER_2', 'BEIDE']
const ONE_OWNER = OWNERS.slice(0, 2)
const BRANCHEN =
  'BAUGEWERBE DIENSTLEISTUNGEN ENERGIE_WASSERVERSORGUNG_BERGBAU ERZIEHUNG_UNTERRICHT GEBIETSKOERPERSCHAFTEN GEMEINNUETZIGE_ORGANISATION GESUNDHEIT_SOZIALWESEN HANDEL HOTEL_GASTRONOMIE INFORMATION_KOMMUNIKATION KREDITINSTITUTE_VERSICHERUNGEN KULTUR_SPORT_UNTERHALTUNG LANDWIRTSCHAFT_FORSTWIRTSCHAFT_FISCHEREI OEFFENTLICHER_DIENST PRIVATE_HAUSHALTE VERARBEITENDES_GEWERBE VERKEHR_LOGISTIK'.split(
    ' ',
  )

/** The lists whose items belong to one person only: the API takes no `BEIDE` there. */
export const ONE_PERSON_LISTS = [
  `${HH}.ausgaben.privateKrankenversicherungen`,
  `${HH}.ausgaben.unterhaltsverpflichtungen`,
  `${HH}.einnahmen.ehegattenunterhalt`,
  `${HH}.einnahmen.sonstigeEinnahmen`,
  `${HH}.einnahmen.unbefristeteZusatzrenten`,
  `${HH}.einnahmen.einkuenfteAusNebentaetigkeit`,
]

/** What the API takes at a place; undefined: the field is no choice. */
export function valuesOf(path: string): readonly string[] | undefined {
  if (path.endsWith('.branche')) return BRANCHEN
  if (path.endsWith('.gehoertZuAntragsteller'))
    return ONE_PERSON_LISTS.some((list) => path.startsWith(`${list}[]`)) ? ONE_OWNER : OWNERS
  if (path.endsWith('.befristung')) return ['BEFRISTET', 'UNBEFRISTET']
  return VALUES[path]
}

const VALUES: { readonly [path: string]: readonly string[] } = {
  [`${FB}.finanzierungszweck`]: ['UMSCHULDUNG', 'FAHRZEUGKAUF', 'MODERNISIEREN', 'FREIE_VERWENDUNG'],
  [`${FB}.finanzierungswunsch.ratenzahlungstermin`]: ['MONATSENDE', 'MONATSMITTE'],
  [`${FB}.fahrzeugkauf.anbieter`]: ['HAENDLER', 'PRIVAT'],
  [`${PERSON}.personendaten.anrede`]: ['FRAU', 'HERR'],
  [`${PERSON}.personendaten.familienstand`]: [
    'LEDIG',
    'VERHEIRATET',
    'GESCHIEDEN',
    'VERWITWET',
    'GETRENNT_LEBEND',
    'EHEAEHNLICHE_LEBENSGEMEINSCHAFT',
    'EINGETRAGENE_LEBENSPARTNERSCHAFT',
  ],
  [`${PERSON}.wohnsituation.wohnart`]: ['ZUR_MIETE', 'ZUR_UNTERMIETE', 'IM_EIGENEN_HAUS', 'BEI_DEN_ELTERN'],
  [`${B}.beschaeftigungsart`]: [
    'ANGESTELLTER',
    'ARBEITER',
    'BEAMTER',
    'FREIBERUFLER',
    'SELBSTSTAENDIGER',
    'RENTNER',
    'ARBEITSLOSER',
    'HAUSFRAU',
  ],
  [`${HH}.immobilien[].immobilienart`]: [
    'EIGENTUMSWOHNUNG',
    'EINFAMILIENHAUS',
    'MEHRFAMILIENHAUS',
    'BUEROGEBAEUDE',
  ],
  [`${HH}.immobilien[].nutzungsart`]: ['EIGENGENUTZT', 'VERMIETET', 'EIGENGENUTZT_UND_VERMIETET'],
}

/** Spellings of the API that invite a mistake (ratenkredit.md §5, row 15). */
export const SPELLINGS = [
  ...YEARS.map((year) => `einkommenssteuer${year}`),
  'selbststaendiger',
  'hausfrau',
  'leasings',
  'finanzbedarf',
] as const
