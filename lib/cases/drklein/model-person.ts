import { z } from 'zod'
import {
  amount,
  count,
  country,
  date,
  email,
  flag,
  list,
  part,
  plz,
  signedAmount,
  steuerId,
  text,
} from './leaves'
import { workObjects, yearFigures, years } from './names'

/** Strict model of one Antragsteller (ratenkredit.md §4, r2 to r4). */

const personendaten = part({
  anrede: z.enum(['FRAU', 'HERR']),
  titel: list(z.enum(['DOKTOR', 'PROFESSOR'])),
  vorname: text,
  nachname: text,
  geburtsname: text,
  geburtsdatum: date,
  geburtsort: text,
  geburtsland: country,
  familienstand: z.enum([
    'LEDIG',
    'VERHEIRATET',
    'GESCHIEDEN',
    'VERWITWET',
    'GETRENNT_LEBEND',
    'EHEAEHNLICHE_LEBENSGEMEINSCHAFT',
    'EINGETRAGENE_LEBENSPARTNERSCHAFT',
  ]),
  email,
  telefonPrivat: text,
  telefonGeschaeftlich: text,
})

const herkunft = part({
  staatsangehoerigkeit: country,
  weitereStaatsangehoerigkeiten: list(country),
  inDeutschlandSeit: date,
  aufenthaltstitel: z.enum([
    'VISUM',
    'AUFENTHALTSERLAUBNIS',
    'NIEDERLASSUNGSERLAUBNIS',
    'ERLAUBNIS_ZUM_DAUERAUFENTHALT_EU',
  ]),
  aufenthaltBefristetBis: date,
  arbeitserlaubnisVorhanden: flag,
  arbeitserlaubnisBefristetBis: date,
  steuerId,
})

const home = part({ strasse: text, hausnummer: text, plz, ort: text, wohnhaftSeit: date })
const wohnsituationOfFirst = {
  anschrift: home,
  voranschrift: home,
  wohnart: z.enum(['ZUR_MIETE', 'ZUR_UNTERMIETE', 'IM_EIGENEN_HAUS', 'BEI_DEN_ELTERN']),
  anzahlPersonenImHaushalt: count,
  anzahlPkw: count,
}
/** Whether both live together is asked of, and read from, the second person only. */
const wohnsituationOfSecond = { ...wohnsituationOfFirst, gemeinsamerHaushalt: flag }

/** A firm may be abroad, where a PLZ has another form. */
const anschrift = part({ strasse: text, hausnummer: text, plz: text, ort: text, land: country })
const branche = z.enum([
  'BAUGEWERBE',
  'DIENSTLEISTUNGEN',
  'ENERGIE_WASSERVERSORGUNG_BERGBAU',
  'ERZIEHUNG_UNTERRICHT',
  'GEBIETSKOERPERSCHAFTEN',
  'GEMEINNUETZIGE_ORGANISATION',
  'GESUNDHEIT_SOZIALWESEN',
  'HANDEL',
  'HOTEL_GASTRONOMIE',
  'INFORMATION_KOMMUNIKATION',
  'KREDITINSTITUTE_VERSICHERUNGEN',
  'KULTUR_SPORT_UNTERHALTUNG',
  'LANDWIRTSCHAFT_FORSTWIRTSCHAFT_FISCHEREI',
  'OEFFENTLICHER_DIENST',
  'PRIVATE_HAUSHALTE',
  'VERARBEITENDES_GEWERBE',
  'VERKEHR_LOGISTIK',
])
const firma = part({ name: text, branche, anschrift })

const vorherigesBeschaeftigungsverhaeltnis = part({
  arbeitgeber: firma,
  beschaeftigtSeit: date,
  beschaeftigtBis: date,
})
const dienst = {
  arbeitgeber: firma,
  berufsbezeichnung: text,
  beschaeftigtSeit: date,
  inProbezeit: flag,
  nettoeinkommenMonatlich: amount,
}
const angestellter = part({
  beschaeftigungsverhaeltnis: part({
    ...dienst,
    befristung: z.enum(['BEFRISTET', 'UNBEFRISTET']),
    befristetBis: date,
  }),
  vorherigesBeschaeftigungsverhaeltnis,
})
const beamter = part({
  beschaeftigungsverhaeltnis: part({ ...dienst, verbeamtetSeit: date }),
  vorherigesBeschaeftigungsverhaeltnis,
})
type YearFigure = `${(typeof yearFigures)[number]}${(typeof years)[number]}`
const ofYears = Object.fromEntries(
  years.flatMap((year) => yearFigures.map((figure) => [`${figure}${year}`, signedAmount])),
) as Record<YearFigure, typeof signedAmount>
const selbststaendiger = part({
  berufsbezeichnung: text,
  firma,
  selbststaendigSeit: date,
  nettoeinkommenJaehrlich: signedAmount,
  ...ofYears,
})
const rentner = part({
  rentnerSeit: date,
  staatlicheRenteMonatlich: amount,
  rentenversicherung: part({ name: text, anschrift }),
})
const ohneArbeit = part({ sonstigesEinkommenMonatlich: amount })

const kinds = Object.keys(workObjects) as readonly (keyof typeof workObjects)[]

/** One kind with exactly the one object that belongs to it; without it the API ignores even the kind. */
const beschaeftigung = part({
  beschaeftigungsart: z.enum(kinds),
  angestellter,
  arbeiter: angestellter,
  beamter,
  freiberufler: selbststaendiger,
  selbststaendiger,
  rentner,
  arbeitsloser: ohneArbeit,
  hausfrau: ohneArbeit,
}).check((context) => {
  const { beschaeftigungsart, ...objects } = context.value
  const wanted = beschaeftigungsart && workObjects[beschaeftigungsart]
  const issue = { code: 'custom', input: context.value, message: 'kind' } as const
  if (wanted === undefined || objects[wanted] === undefined) context.issues.push({ ...issue, path: [] })
  for (const name of Object.keys(objects)) {
    if (name !== wanted) context.issues.push({ ...issue, path: [name] })
  }
})

export const antragsteller1 = part({
  personendaten,
  wohnsituation: part(wohnsituationOfFirst),
  beschaeftigung,
  herkunft,
})
export const antragsteller2 = part({
  personendaten,
  wohnsituation: part(wohnsituationOfSecond),
  beschaeftigung,
  herkunft,
})
