import { from1, within } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t, yesNo } from '@/lib/forms/common/texts'
import type { Condition, Question } from '@/lib/forms/engine/types'
import { FULL, P } from '../paths'
import { building, HOUSES, isType } from './conditions'
import { letting } from './let'
import { F } from './places'

/** Living area, and what of it is let. */
export const wohnen: readonly Question[] = [
  ask(F.wohnflaeche, 'area-m2', t('Wohnfläche', 'Living area'), {
    ...must,
    when: building,
    certainty: FULL,
    hint: t('Ungefähr reicht.', 'Roughly is enough.'),
    bounds: within(10, 5_000),
  }),
  ...letting({
    use: P.nutzung,
    total: F.wohnflaeche,
    part: F.vermieteteFlaeche,
    rent: F.mieteinnahmen,
    when: building,
  }),
]

const END_HOUSE = option('KOPFHAUS', 'Eckhaus oder Endhaus', 'End house')
const MID_HOUSE = option('MITTELHAUS', 'Mittelhaus', 'Mid-terrace')

/** Plot, form of the house, and its parts. */
export const groesse: readonly Question[] = [
  ask(F.grundstuecksgroesse, 'area-m2', t('Grundstücksgröße', 'Plot size'), {
    ...must,
    when: isType('BAUGRUNDSTUECK'),
    certainty: FULL,
    bounds: within(1, 100_000),
  }),
  ask(F.grundstuecksgroesse, 'area-m2', t('Grundstücksgröße', 'Plot size'), {
    when: isType(...HOUSES),
    certainty: FULL,
    bounds: within(1, 100_000),
  }),
  ask(`${F.typ}.grundstuecksart`, 'choice', t('Art des Grundstücks', 'Type of plot'), {
    when: isType('BAUGRUNDSTUECK'),
    options: [
      option('UNBEBAUTES_WOHNGRUNDSTUECK', 'Wohngrundstück', 'Residential plot'),
      option('UNBEBAUTES_MISCHGRUNDSTUECK', 'Gemischt nutzbares Grundstück', 'Mixed-use plot'),
      option('UNBEBAUTES_GEWERBEGRUNDSTUECK', 'Gewerbegrundstück', 'Commercial plot'),
      option('LANDWIRTSCHAFTLICHES_GRUNDSTUECK', 'Landwirtschaftliches Grundstück', 'Agricultural land'),
      option('SONSTIGES_GRUNDSTUECK', 'Sonstiges Grundstück', 'Other plot'),
    ],
  }),
  ask(
    `${F.typ}.haustyp`,
    'choice',
    t('Freistehend, Eck- oder Mittelhaus?', 'Detached, end or mid-terrace?'),
    {
      when: isType('MEHRFAMILIENHAUS', 'ZWEIFAMILIENHAUS'),
      options: [option('FREISTEHEND', 'Freistehend', 'Detached'), END_HOUSE, MID_HOUSE],
    },
  ),
  ask(`${F.typ}.haustyp`, 'choice', t('Eck- oder Mittelhaus?', 'End or mid-terrace?'), {
    when: isType('REIHENHAUS'),
    options: [END_HOUSE, MID_HOUSE],
  }),
  ask(
    `${F.typ}.einliegerwohnungVorhanden`,
    'boolean',
    t('Gibt es eine Einliegerwohnung?', 'Is there a granny flat?'),
    {
      when: isType('EINFAMILIENHAUS', 'DOPPELHAUSHAELFTE', 'REIHENHAUS'),
      help: help(
        'Was ist eine Einliegerwohnung?',
        'What is a granny flat?',
        'Eine kleine zweite Wohnung im Haus mit eigener Küche und eigenem Bad.',
        'A small second flat in the house with its own kitchen and bathroom (Einliegerwohnung).',
      ),
    },
  ),
  ask(`${F.typ}.fertighaus`, 'boolean', t('Ist es ein Fertighaus?', 'Is it a prefabricated house?'), {
    when: isType('EINFAMILIENHAUS', 'DOPPELHAUSHAELFTE', 'ZWEIFAMILIENHAUS'),
  }),
  ask(`${F.typ}.nutzflaechen.dachgeschoss`, 'choice', t('Dachgeschoss', 'Attic'), {
    when: isType(...HOUSES),
    options: [
      option('VOLL_AUSGEBAUT', 'Voll ausgebaut', 'Fully converted'),
      option('TEILWEISE_AUSGEBAUT', 'Teilweise ausgebaut', 'Partly converted'),
      option('NICHT_AUSGEBAUT', 'Nicht ausgebaut', 'Not converted'),
      option('FLACHDACH', 'Flachdach', 'Flat roof'),
    ],
  }),
  ask(`${F.typ}.nutzflaechen.unterkellerung`, 'choice', t('Keller', 'Cellar'), {
    when: isType(...HOUSES),
    options: [
      option('UNTERKELLERT', 'Voll unterkellert', 'Full cellar'),
      option('TEILWEISE_UNTERKELLERT', 'Teilweise unterkellert', 'Partial cellar'),
      option('NICHT_UNTERKELLERT', 'Nicht unterkellert', 'No cellar'),
    ],
  }),
  ask(`${F.typ}.anzahlDerWohneinheiten`, 'count', t('Anzahl der Wohnungen', 'Number of flats'), {
    ...must,
    when: isType('MEHRFAMILIENHAUS'),
    bounds: [
      {
        min: 3,
        else: 'block',
        text: t(
          'Ein Mehrfamilienhaus hat mindestens drei Wohnungen. Sonst wählen Sie bitte Ein- oder Zweifamilienhaus.',
          'An apartment building has at least three flats. Otherwise please choose a detached or two-family house.',
        ),
      },
      { max: 500, else: 'block' },
    ],
  }),
  ask(
    `${F.typ}.anzahlDerGewerbeeinheiten`,
    'count',
    t('Anzahl der Gewerbeeinheiten', 'Number of commercial units'),
    {
      when: isType('MEHRFAMILIENHAUS'),
      hint: t('Keine? Dann 0.', 'None? Enter 0.'),
      bounds: within(0, 200),
    },
  ),
  ask(
    `${F.typ}.anzahlDerWohneinheitenImObjekt`,
    'count',
    t('Wohnungen im ganzen Haus', 'Flats in the whole building'),
    {
      when: isType('EIGENTUMSWOHNUNG'),
      bounds: within(1, 1_000),
    },
  ),
  ask(
    `${F.typ}.anzahlDerGewerbeeinheitenImObjekt`,
    'count',
    t('Gewerbeeinheiten im ganzen Haus', 'Commercial units in the whole building'),
    { when: isType('EIGENTUMSWOHNUNG'), hint: t('Keine? Dann 0.', 'None? Enter 0.'), bounds: within(0, 200) },
  ),
]

const leasehold: Condition = { is: [F.erbbaurecht, 'VORHANDENES_ERBBAURECHT'] }

/** Ground lease. */
export const erbbaurecht: readonly Question[] = [
  yesNo(
    F.erbbaurecht,
    { no: 'KEIN_ERBBAURECHT', yes: 'VORHANDENES_ERBBAURECHT' },
    t('Steht die Immobilie auf einem Erbbaugrundstück?', 'Is the property on leasehold land?'),
    {
      help: help(
        'Was ist ein Erbbaurecht?',
        'What is a ground lease?',
        'Erbbaurecht (Erbpacht): Das Haus gehört Ihnen, das Grundstück nutzen Sie lange Zeit gegen einen jährlichen Zins.',
        'The house is yours; you use the land for a long time and pay rent for it each year (Erbbaurecht).',
      ),
    },
  ),
  ask(F.erbbauzins, 'money-eur-yearly', t('Erbbauzins pro Jahr', 'Ground rent per year'), {
    when: leasehold,
    certainty: FULL,
    bounds: within(0, 100_000),
  }),
  ask(F.erbbauBis, 'year', t('Erbbaurecht läuft bis (Jahr)', 'Ground lease runs until (year)'), {
    when: leasehold,
    bounds: within({ thisYear: 0 }, { thisYear: 199 }),
    rules: ['leaseOutlastsLoan'],
  }),
  ask(F.erbbauEigentuemer, 'choice', t('Wem gehört das Grundstück?', 'Who owns the land?'), {
    when: leasehold,
    options: [
      option('OEFFENTLICH_KIRCHLICH', 'Der öffentlichen Hand oder einer Kirche', 'A public body or church'),
      option('ANDERE', 'Jemand anderem', 'Somebody else'),
    ],
  }),
]

export const stellplaetzeFrage = yesNo(
  F.stellplaetzeErfassung,
  { no: 'KEINE_STELLPLAETZE', yes: 'VORHANDENE_STELLPLAETZE' },
  t('Gehören Stellplätze oder Garagen dazu?', 'Are parking spaces or garages included?'),
)

/** One parking space. */
export const stellplatz: readonly Question[] = [
  ask(F.stellplatzTyp, 'choice', t('Art des Stellplatzes', 'Type of parking space'), {
    ...must,
    options: [
      option('STELLPLATZ', 'Stellplatz', 'Parking space'),
      option('CARPORT', 'Carport', 'Carport'),
      option('GARAGE', 'Garage', 'Garage'),
      option('DOPPEL_GARAGE', 'Doppelgarage', 'Double garage'),
      option('KELLER_GARAGE', 'Kellergarage', 'Basement garage'),
      option('TIEFGARAGEN_STELLPLATZ', 'Platz in der Tiefgarage', 'Underground parking space'),
    ],
  }),
  yesNo(
    F.stellplatzVermietet,
    { no: 'KEINE_STELLPLATZ_VERMIETUNG', yes: 'VORHANDENE_STELLPLATZ_VERMIETUNG' },
    t('Wird er vermietet?', 'Is it let?'),
  ),
  ask(F.stellplatzMiete, 'money-eur-monthly', t('Miete pro Monat', 'Rent per month'), {
    ...must,
    when: { is: [F.stellplatzVermietet, 'VORHANDENE_STELLPLATZ_VERMIETUNG'] },
    certainty: FULL,
    bounds: from1(2_000),
  }),
]
