import { within } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t, yesNo } from '@/lib/forms/common/texts'
import type { Condition, Question } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { building, standing } from './conditions'
import { rented } from './let'
import { F } from './places'

const modernised: Condition = { is: [F.modernisiert, 'VORHANDENE_MODERNISIERUNG'] }

/** Age and state of the building. */
export const gebaeude: readonly Question[] = [
  ask(F.baujahr, 'year', t('Baujahr', 'Year of construction'), {
    ...must,
    when: standing,
    certainty: FULL,
    hint: t('Ungefähr reicht.', 'Roughly is enough.'),
    bounds: within(1200, { thisYear: 1 }),
  }),
  ask(`${F.gebaeude}.zustand`, 'choice', t('Zustand', 'Condition'), {
    ...must,
    when: standing,
    options: [
      option('SEHR_GUT', 'Sehr gut', 'Very good'),
      option('GUT', 'Gut', 'Good'),
      option('MITTEL', 'Mittel', 'Average'),
      option('MAESSIG', 'Mäßig', 'Fair'),
      option('SCHLECHT', 'Schlecht', 'Poor'),
    ],
  }),
  ask(`${F.gebaeude}.anzahlGeschosse`, 'count', t('Anzahl der Geschosse', 'Number of storeys'), {
    when: building,
    hint: t('Ohne den Keller.', 'Without the cellar.'),
    bounds: within(1, 40),
  }),
  ask(`${F.gebaeude}.bauweise`, 'choice', t('Bauweise', 'Construction type'), {
    when: building,
    options: [
      option('MASSIV', 'Massiv', 'Solid'),
      option('HOLZ', 'Holz', 'Timber'),
      option('GLAS_STAHL', 'Glas / Stahl', 'Glass / steel'),
      option('FACHWERK_MIT_ZIEGELN', 'Fachwerk mit Ziegeln', 'Half-timbered with brick'),
      option('FACHWERK_MIT_STROH_LEHM', 'Fachwerk mit Stroh / Lehm', 'Half-timbered with straw / clay'),
    ],
  }),
  ask(`${F.gebaeude}.ausstattung`, 'choice', t('Ausstattung', 'Fittings'), {
    when: building,
    hint: t('Bad, Böden, Fenster, Heizung.', 'Bathroom, floors, windows, heating.'),
    options: [
      option('STARK_GEHOBEN', 'Luxuriös', 'Luxury'),
      option('GEHOBEN', 'Gehoben', 'Upscale'),
      option('MITTEL', 'Mittel', 'Medium'),
      option('EINFACH', 'Einfach', 'Basic'),
    ],
  }),
  ask(
    `${F.gebaeude}.denkmalschutz`,
    'boolean',
    t('Steht das Gebäude unter Denkmalschutz?', 'Is the building listed?'),
    { when: standing },
  ),
]

/** What has been renewed since. */
export const modernisiert: readonly Question[] = [
  yesNo(
    F.modernisiert,
    { no: 'KEINE_MODERNISIERUNG', yes: 'VORHANDENE_MODERNISIERUNG' },
    t('Wurde das Gebäude modernisiert?', 'Has the building been modernised?'),
    {
      when: standing,
      hint: t('Zum Beispiel Dach, Fenster, Heizung, Bad.', 'For example roof, windows, heating, bathroom.'),
    },
  ),
  ask(F.modernisiertJahr, 'year', t('Jahr der letzten Modernisierung', 'Year of last modernisation'), {
    ...must,
    when: { all: [standing, modernised] },
    certainty: FULL,
    bounds: [
      {
        min: { of: F.baujahr },
        else: 'block',
        text: t(
          'Das liegt vor dem Baujahr. Bitte prüfen Sie beide Jahre.',
          'This is before the year of construction. Please check both years.',
        ),
      },
      ...within(1200, { thisYear: 0 }),
    ],
  }),
  ask(F.modernisiertGrad, 'choice', t('Umfang der Modernisierung', 'Extent of modernisation'), {
    ...must,
    when: { all: [standing, modernised] },
    options: [
      option('HOCH', 'Umfassend', 'Extensive'),
      option('MITTEL', 'Mittel', 'Medium'),
      option('GERING', 'Gering', 'Minor'),
    ],
  }),
]

const CLASSES = ['A_PLUS', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const
const certificate: Condition = { all: [building, { is: [F.energieausweis, true] }] }

/** The energy certificate; its class follows from the figure, and alone it is passed on in words. */
export const energie: readonly Question[] = [
  {
    key: F.energieausweis,
    kind: 'boolean',
    in: FULL,
    when: building,
    label: t('Liegt Ihnen der Energieausweis vor?', 'Do you have the energy certificate?'),
  },
  ask(F.ausweistyp, 'choice', t('Art des Energieausweises', 'Type of energy certificate'), {
    when: certificate,
    options: [
      option('ENDENERGIEBEDARF', 'Bedarfsausweis', 'Demand certificate'),
      option('ENDENERGIEVERBRAUCH', 'Verbrauchsausweis', 'Consumption certificate'),
    ],
    help: help(
      'Was ist der Unterschied?',
      'What is the difference?',
      'Bedarfsausweis: berechnet aus Bau und Heizung. Verbrauchsausweis: gemessen an dem, was die Bewohner verbraucht haben.',
      'Demand certificate: calculated from building and heating. Consumption certificate: measured from what the residents used.',
    ),
  }),
  ask(
    F.endEnergie,
    'integer',
    t('Endenergie laut Energieausweis', 'Final energy according to the certificate'),
    {
      when: certificate,
      unit: t('kWh/(m²·a)', 'kWh/(m²·a)'),
      figure: 'energieklasse',
      bounds: within(0, 600),
      help: help(
        'Was ist die Endenergie?',
        'What is final energy?',
        'Endenergie: der Verbrauch des Hauses je m² und Jahr; er steht im Energieausweis.',
        'What the house uses per m² and year; it is stated in the energy certificate (Endenergie).',
      ),
    },
  ),
  {
    key: F.energieklasse,
    kind: 'choice',
    in: FULL,
    when: { all: [building, { is: [F.energieausweis, false] }] },
    label: t('Kennen Sie die Energieklasse?', 'Do you know the energy class?'),
    hint: t('Sie steht oft in der Anzeige.', 'It is often stated in the advertisement.'),
    options: CLASSES.map((value) => {
      const letter = value.replace('_PLUS', '+')
      return option(value, letter, letter)
    }),
  },
]

const commercial: Condition = { all: [building, { is: [F.gewerbe, 'VORHANDENES_GEWERBE'] }] }

/** Commercial space in the building. */
export const gewerbe: readonly Question[] = [
  yesNo(
    F.gewerbe,
    { no: 'KEIN_GEWERBE', yes: 'VORHANDENES_GEWERBE' },
    t('Gibt es gewerblich genutzte Flächen?', 'Is any area used commercially?'),
    {
      when: building,
      hint: t('Zum Beispiel Laden, Büro oder Praxis.', 'For example a shop, office or surgery.'),
    },
  ),
  ask(F.gewerbeflaeche, 'area-m2', t('Gewerbefläche', 'Commercial floor area'), {
    ...must,
    when: commercial,
    certainty: FULL,
    bounds: within(1, 20_000),
  }),
  ...rented({
    use: F.gewerbenutzung,
    total: F.gewerbeflaeche,
    part: F.gewerbeVermietet,
    rent: F.gewerbeMiete,
    label: t('Nutzung der Gewerbefläche', 'Use of the commercial area'),
    when: commercial,
  }),
]
