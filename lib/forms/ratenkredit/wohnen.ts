import { inGermany as inGermanyAt } from '@/lib/forms/common/abroad'
import { from1, within } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t, you } from '@/lib/forms/common/texts'
import type { Condition, Question, Step } from '@/lib/forms/engine/types'
import { MONTHS, notBefore, notInFuture } from './dates'
import { LIMITS } from './limits'
import { A, FIRST_PERSON, FULL, of, P, SECOND_PERSON, sharedHome, twoPeople } from './paths'
import { ofPerson } from './person'

/** Who lives with the first person has their address; everybody else is asked. */
const ownHome: Condition = { not: { is: [P.gemeinsamerHaushalt, true] } }
const movedLately: Condition = { younger: [P.wohnhaftSeit, { years: LIMITS.voranschrift }] }
const inGermany = inGermanyAt(P.wohnland)
const abroad: Condition = { not: inGermany }
const wasInGermany = inGermanyAt(P.vorland)
const wasAbroad: Condition = { not: wasInGermany }
const country = (key: string, de: string, en: string, when: Condition): Question => ({
  key,
  kind: 'country',
  in: FULL,
  when,
  label: t(de, en),
  options: { list: 'laender' },
  preset: { name: 'deutschland', send: 'touched' },
})
const postcodeAbroad = (key: string, de: string, en: string, when: Condition): Question => ({
  key,
  kind: 'text',
  in: FULL,
  when,
  label: t(de, en),
})
const RENTED = ['ZUR_MIETE', 'ZUR_UNTERMIETE'] as const

const address: readonly Question[] = [
  ask(
    P.gemeinsamerHaushalt,
    'boolean',
    t('Wohnt {person} mit {person1} zusammen?', 'Does {person} live with {person1}?'),
    {
      ...must,
      items: 'rest',
      lens: 'sharedHome',
      hint: t('Dann übernehmen wir die Anschrift.', 'Then we take over the address.'),
    },
  ),
  country(P.wohnland, 'Land', 'Country', ownHome),
  ask(`${P.anschrift}.strasse`, 'text', t('Straße', 'Street'), { ...must, when: ownHome }),
  ask(`${P.anschrift}.hausnummer`, 'text', t('Hausnummer', 'House number'), {
    ...must,
    when: { all: [ownHome, inGermany] },
  }),
  // Not every house of the world has a number.
  ask(`${P.anschrift}.hausnummer`, 'text', t('Hausnummer', 'House number'), {
    when: { all: [ownHome, abroad] },
  }),
  ask(`${P.anschrift}.plz`, 'plz', t('PLZ', 'Postcode'), { ...must, when: { all: [ownHome, inGermany] } }),
  postcodeAbroad(P.auslandsplz, 'Postleitzahl im Ausland', 'Postcode abroad', { all: [ownHome, abroad] }),
  ask(`${P.anschrift}.ort`, 'text', t('Ort', 'Town'), {
    ...must,
    when: ownHome,
    preset: { name: 'ort', send: 'seen' },
  }),
  ask(
    P.wohnhaftSeit,
    'date',
    you(
      t('Seit wann wohnen Sie dort?', 'Since when have you lived there?'),
      t('Seit wann wohnt {person} dort?', 'Since when has {person} lived there?'),
    ),
    {
      ...must,
      certainty: FULL,
      monthMeans: 'first',
      hint: MONTHS,
      bounds: [
        notBefore(
          P.geburtsdatum,
          'Das Datum liegt vor der Geburt. Bitte prüfen Sie das Jahr.',
          'This date is before the birth. Please check the year.',
        ),
        notInFuture,
      ],
    },
  ),
]

const household: readonly Question[] = [
  ask(
    P.wohnart,
    'choice',
    you(t('Wie wohnen Sie?', 'How do you live?'), t('Wie wohnt {person}?', 'How does {person} live?')),
    {
      ...must,
      preset: { name: 'wohnart', send: 'seen' },
      options: [
        option('ZUR_MIETE', 'Zur Miete', 'Renting'),
        option('ZUR_UNTERMIETE', 'Zur Untermiete', 'Subletting from a tenant'),
        option(
          'IM_EIGENEN_HAUS',
          'Im eigenen Haus oder in der eigenen Wohnung',
          'In a house or flat of my own',
        ),
        option('BEI_DEN_ELTERN', 'Bei den Eltern', "At my parents' home"),
      ],
    },
  ),
  ask(P.personenImHaushalt, 'count', t('Wie viele Personen leben dort?', 'How many people live there?'), {
    ...must,
    when: ownHome,
    hint: t('Mit allen Kindern.', 'Including all children.'),
    bounds: within(1, 20),
    rules: ['borrowersAreInTheHome', 'childrenAreInTheHome'],
  }),
  ask(
    P.pkw,
    'count',
    t('Wie viele Autos gibt es im Haushalt?', 'How many cars are there in the household?'),
    {
      when: ownHome,
      certainty: FULL,
      bounds: [
        { min: 0, else: 'block' },
        { max: 10, else: 'block' },
      ],
    },
  ),
]

const before = (leaf: string, kind: 'text' | 'plz', de: string, en: string, where?: Condition): Question =>
  ask(`${P.voranschrift}.${leaf}`, kind, t(de, en), {
    ...must,
    when: where ? { all: [movedLately, where] } : movedLately,
  })

const previous: readonly Question[] = [
  country(P.vorland, 'Früheres Land', 'Previous country', movedLately),
  before('strasse', 'text', 'Frühere Straße', 'Previous street'),
  before('hausnummer', 'text', 'Frühere Hausnummer', 'Previous house number', wasInGermany),
  {
    ...before('hausnummer', 'text', 'Frühere Hausnummer', 'Previous house number', wasAbroad),
    required: undefined,
  },
  before('plz', 'plz', 'Frühere PLZ', 'Previous postcode', wasInGermany),
  postcodeAbroad(P.vorauslandsplz, 'Frühere Postleitzahl im Ausland', 'Previous postcode abroad', {
    all: [movedLately, wasAbroad],
  }),
  {
    ...before('ort', 'text', 'Früherer Ort', 'Previous town'),
    preset: { name: 'ort', send: 'seen' },
  },
  ask(`${P.voranschrift}.wohnhaftSeit`, 'date', t('Dort gewohnt seit', 'Lived there since'), {
    ...must,
    when: movedLately,
    certainty: FULL,
    monthMeans: 'first',
    hint: MONTHS,
    bounds: [
      notBefore(
        P.geburtsdatum,
        'Das Datum liegt vor der Geburt. Bitte prüfen Sie das Jahr.',
        'This date is before the birth. Please check the year.',
      ),
      {
        max: { of: P.wohnhaftSeit },
        open: true,
        else: 'block',
        text: t(
          'Das muss vor dem letzten Umzug liegen. Bitte prüfen Sie beide Daten.',
          'This must be before your last move. Please check both dates.',
        ),
      },
    ],
  }),
]

const rents = (person: typeof FIRST_PERSON | typeof SECOND_PERSON): Condition => ({
  in: [of(person, P.wohnart), RENTED],
})

const rent: readonly Question[] = [
  { items: 'first' as const, when: rents(FIRST_PERSON) },
  // Two who live together pay one rent: the first says it for both.
  {
    items: 'rest' as const,
    when: { all: [rents(SECOND_PERSON), { not: { all: [sharedHome, rents(FIRST_PERSON)] } }] },
  },
].map(({ items, when }) => ({
  ...ask(
    P.mietausgaben,
    'money-eur-monthly',
    [
      { when: { not: twoPeople }, text: t('Warmmiete pro Monat', 'Monthly rent including heating') },
      {
        when: { all: [sharedHome, rents(FIRST_PERSON)] },
        text: t('Warmmiete der gemeinsamen Wohnung pro Monat', 'Monthly rent of your home including heating'),
      },
      {
        text: t('Warmmiete von {person} pro Monat', "{person}'s monthly rent including heating"),
      },
    ],
    {
      ...must,
      key: P.miete,
      items,
      when,
      lens: 'miete',
      certainty: FULL,
      bounds: from1(10_000),
      help: help(
        'Was ist die Warmmiete?',
        'What is rent including heating?',
        'Warmmiete: Miete mit Heizung und Nebenkosten.',
        'The rent together with heating and service charges.',
      ),
    },
  ),
}))

const step = { id: 'wohnen', part: 'personen', in: FULL, title: t('Wohnen', 'Home') } as const

export const wohnen: readonly Step[] = [
  {
    ...step,
    ...ofPerson('Ihre Anschrift', 'Your address', 'Anschrift von {person}', "{person}'s address"),
    each: A,
    questions: address,
  },
  {
    ...step,
    ...ofPerson('Ihre Wohnung', 'Your home', 'Wohnung von {person}', "{person}'s home"),
    each: A,
    questions: household,
  },
  {
    ...step,
    ...ofPerson(
      'Frühere Anschrift',
      'Previous address',
      'Frühere Anschrift von {person}',
      "{person}'s previous address",
    ),
    intro: t(
      'Banken fragen danach, wenn der letzte Umzug weniger als drei Jahre her ist.',
      'Banks ask for it if the last move was less than three years ago.',
    ),
    each: A,
    questions: previous,
  },
  {
    ...step,
    heading: t('Miete', 'Rent'),
    questions: rent,
  },
]
