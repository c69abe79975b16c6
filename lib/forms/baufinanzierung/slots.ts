import { list } from '@/lib/forms/common/list'
import { t } from '@/lib/forms/common/texts'
import type { Slot } from '@/lib/forms/engine/types'
import { F } from './full/places'
import { apart, FULL, LOANS_EXIST, loanExists, P, SHORT, together } from './paths'

const secondPerson = t('Zweite Person', 'Second person')
const households = { 'haushalte.0': true, 'haushalte.1': apart } as const
const people = {
  'haushalte.0.kunden.0': true,
  'haushalte.0.kunden.1': together,
  'haushalte.1.kunden.0': apart,
} as const

const threeAtMost = t(
  'Mehr als drei nimmt das System nicht an. Bitte fassen Sie den vierten mit dem dritten zusammen.',
  'The system takes no more than three. Please add the fourth to the third.',
)

/** The lists of the document; those of people follow from answers, all others grow by hand. */
export const slots: readonly Slot[] = [
  { path: 'haushalte', max: 4, in: SHORT, exists: households },
  {
    path: 'haushalte',
    max: 4,
    in: FULL,
    exists: households,
    called: {
      as: 'haushalt',
      by: P.vorname,
      else: {
        'haushalte.0': t('der ersten Person', 'the first person'),
        'haushalte.1': t('der zweiten Person', 'the second person'),
      },
      group: apart,
    },
  },
  {
    path: 'haushalte[].kunden',
    max: 2,
    in: SHORT,
    exists: people,
    people: true,
    name: {
      'haushalte.0.kunden.0': t('Sie', 'You'),
      'haushalte.0.kunden.1': secondPerson,
      'haushalte.1.kunden.0': secondPerson,
    },
  },
  {
    path: 'haushalte[].kunden',
    max: 2,
    in: FULL,
    exists: people,
    people: true,
    called: {
      as: 'person',
      by: P.vorname,
      else: {
        'haushalte.0.kunden.0': t('Sie', 'You'),
        'haushalte.0.kunden.1': secondPerson,
        'haushalte.1.kunden.0': secondPerson,
      },
    },
  },
  { path: P.darlehensliste, max: 10, in: SHORT, exists: { [`${P.darlehensliste}.0`]: loanExists } },
  list(
    P.darlehensliste,
    { path: P.darlehenErfassung, yes: LOANS_EXIST },
    {
      as: 'darlehen',
      one: t('Darlehen', 'Loan'),
      title: t('Darlehen auf der Immobilie', 'Loans on the property'),
      add: t('Darlehen hinzufügen', 'Add a loan'),
      tell: [`${F.loan}.darlehensgeber`, `${F.loan}.restschuld.aktuell`],
    },
    10,
    {
      when: loanExists,
      ref: {
        property: 'referenzId',
        prefix: 'd',
        from: [
          `${F.abloesungen}[].referenzIdAbzuloesendesDarlehen`,
          `${F.rangruecktritte}[].referenzIdBestehendesDarlehen`,
        ],
      },
    },
  ),
  list(
    F.stellplaetze,
    { path: F.stellplaetzeErfassung, yes: 'VORHANDENE_STELLPLAETZE' },
    {
      as: 'stellplatz',
      one: t('Stellplatz', 'Parking space'),
      title: t('Stellplätze und Garagen', 'Parking spaces and garages'),
      add: t('Stellplatz hinzufügen', 'Add a parking space'),
      tell: [F.stellplatzTyp],
    },
  ),
  list(
    F.kinder,
    { path: F.kinderErfassung, yes: 'VORHANDENE_KINDER' },
    {
      as: 'kind',
      one: t('Kind', 'Child'),
      title: t('Kinder', 'Children'),
      add: t('Kind hinzufügen', 'Add a child'),
      tell: [`${F.kinder}[].geburtsdatum`],
    },
  ),
  list(
    F.nebentaetigkeit,
    { path: F.nebentaetigkeit, yes: true },
    {
      as: 'nebentaetigkeit',
      one: t('Nebentätigkeit', 'Side job'),
      title: t('Nebentätigkeiten', 'Side jobs'),
      add: t('Nebentätigkeit hinzufügen', 'Add a side job'),
      tell: [`${F.nebentaetigkeit}[].betragMonatlich`],
    },
  ),
  list(
    F.unterhalt,
    { path: F.unterhalt, yes: true },
    {
      as: 'unterhalt',
      one: t('Unterhalt', 'Maintenance'),
      title: t('Unterhalt, den Sie zahlen', 'Maintenance you pay'),
      add: t('Verpflichtung hinzufügen', 'Add an obligation'),
      tell: [`${F.unterhalt}[]`],
    },
  ),
  list(
    F.besitz,
    { path: F.besitzErfassung, yes: 'VORHANDENE_BESTEHENDE_IMMOBILIEN' },
    {
      as: 'besitz',
      by: `${F.besitz}[].bezeichnung`,
      one: t('Immobilie', 'Property'),
      title: t('Immobilien, die schon da sind', 'Property already owned'),
      add: t('Immobilie hinzufügen', 'Add a property'),
      tell: [`${F.besitz}[].immobilie.typ.@type`, `${F.besitz}[].marktwert`],
    },
  ),
  list(
    F.besitzDarlehen,
    { path: F.besitzDarlehenErfassung, yes: 'VORHANDENE_BESTEHENDE_DARLEHEN' },
    {
      as: 'besitzdarlehen',
      one: t('Darlehen', 'Loan'),
      title: t('Darlehen auf dieser Immobilie', 'Loans on this property'),
      add: t('Darlehen hinzufügen', 'Add a loan'),
      tell: [`${F.besitzDarlehen}[].darlehensgeber`, `${F.besitzDarlehen}[].restschuld.aktuell`],
    },
  ),
  list(
    F.bausparvertraege,
    { path: F.bausparvertraege, yes: true },
    {
      as: 'bausparvertrag',
      one: t('Bausparvertrag', 'Home savings contract'),
      title: t('Bausparverträge', 'Home savings contracts'),
      add: t('Bausparvertrag hinzufügen', 'Add a home savings contract'),
      tell: [`${F.bausparvertraege}[].bausparkasse`, `${F.bausparvertraege}[].angesparterBetrag`],
    },
  ),
  list(
    F.versicherungen,
    { path: F.versicherungen, yes: true },
    {
      as: 'versicherung',
      one: t('Versicherung', 'Policy'),
      title: t('Lebens- und Rentenversicherungen', 'Life and pension policies'),
      add: t('Versicherung hinzufügen', 'Add a policy'),
      tell: [`${F.versicherungen}[].rueckkaufswert`],
    },
  ),
  list(
    F.ratenkredite,
    { path: F.ratenkredite, yes: true },
    {
      as: 'ratenkredit',
      one: t('Ratenkredit', 'Instalment loan'),
      title: t('Ratenkredite', 'Instalment loans'),
      add: t('Ratenkredit hinzufügen', 'Add an instalment loan'),
      full: threeAtMost,
      tell: [`${F.ratenkredite}[].glaeubiger`, `${F.ratenkredite}[].restschuld`],
    },
    3,
  ),
  list(
    F.privatdarlehen,
    { path: F.privatdarlehen, yes: true },
    {
      as: 'privatdarlehen',
      one: t('Privates Darlehen', 'Private loan'),
      title: t('Private Darlehen', 'Private loans'),
      add: t('Privates Darlehen hinzufügen', 'Add a private loan'),
      full: threeAtMost,
      tell: [`${F.privatdarlehen}[].glaeubiger`, `${F.privatdarlehen}[].restschuld`],
    },
    3,
  ),
]
