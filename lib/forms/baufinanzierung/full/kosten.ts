import { from0, from1 } from '@/lib/forms/common/bounds'
import { ask, help, must, option, t, yesNo } from '@/lib/forms/common/texts'
import type { Condition, Question, Step } from '@/lib/forms/engine/types'
import { ACQUISITIONS, FULL, LOANS_EXIST, NO_LOANS, P, purpose } from '../paths'
import {
  bundesland,
  grunderwerbsteuer,
  grundstueckBereitsBezahlt,
  grundstueckkaufpreis,
  herstellungskosten,
  kapital,
  kaufpreis,
  makler,
  maklergebuehr,
  marktwert,
  modernisierungskosten,
  notargebuehr,
} from '../questions/kosten'
import { ownWork } from './eigenleistung'
import { F } from './places'

const withFurniture = purpose(...ACQUISITIONS, 'MODERNISIERUNG_UMBAU_ANBAU')
const renovating: Condition = {
  all: [
    purpose('KAUF', 'ANSCHLUSSFINANZIERUNG'),
    { is: [F.modernisierungErfassung, 'VORHANDENE_MODERNISIERUNGSKOSTEN'] },
  ],
}

const renovationHelp = help(
  'Was ist der Unterschied?',
  'What is the difference?',
  'Modernisierung macht die Immobilie wertvoller, zum Beispiel eine neue Heizung. Renovierung erhält sie, zum Beispiel Malerarbeiten.',
  'Modernisation adds value, for example a new heating system. Renovation keeps things as they are, for example painting.',
)

const building: readonly Question[] = [
  grundstueckkaufpreis,
  grundstueckBereitsBezahlt,
  ask(F.erschliessung, 'money-eur', t('Erschließungskosten', 'Site development costs'), {
    when: purpose('NEUBAU'),
    certainty: FULL,
    hint: t('Straße, Wasser, Strom, Kanal.', 'Road, water, electricity, sewer.'),
    bounds: from0(200_000),
  }),
  herstellungskosten,
  ask(F.baunebenkosten, 'money-eur', t('Baunebenkosten', 'Ancillary building costs'), {
    when: purpose('NEUBAU'),
    certainty: FULL,
    hint: t(
      'Architektur, Gutachten, Genehmigung, Anschlüsse. Üblich sind 15 bis 20 % der Baukosten.',
      'Architect, surveys, permit, connections. 15 to 20 % of the construction costs is usual.',
    ),
    bounds: from0(500_000),
  }),
  ask(F.aussenanlagen, 'money-eur', t('Außenanlagen', 'Outdoor facilities'), {
    when: purpose('NEUBAU'),
    certainty: FULL,
    hint: t('Garten, Wege, Zaun.', 'Garden, paths, fence.'),
    bounds: from0(300_000),
  }),
]

const works: readonly Question[] = [
  modernisierungskosten,
  ask(F.renovierungskosten, 'money-eur', t('Kosten der Renovierung', 'Renovation costs'), {
    when: purpose('MODERNISIERUNG_UMBAU_ANBAU'),
    certainty: FULL,
    help: renovationHelp,
    bounds: from0(500_000),
  }),
  yesNo(
    F.modernisierungErfassung,
    { no: 'KEINE_MODERNISIERUNGSKOSTEN', yes: 'VORHANDENE_MODERNISIERUNGSKOSTEN' },
    t('Möchten Sie modernisieren oder renovieren?', 'Do you want to modernise or renovate?'),
    { when: purpose('KAUF', 'ANSCHLUSSFINANZIERUNG') },
  ),
  ask(F.modernisierung, 'money-eur', t('Kosten der Modernisierung', 'Modernisation costs'), {
    ...must,
    when: renovating,
    certainty: FULL,
    hint: t(
      'Mit dem Wert Ihrer Eigenleistung. Nur Renovierung? Dann 0.',
      'With the value of your own work. Only renovation? Enter 0.',
    ),
    help: renovationHelp,
    bounds: from0(2_000_000),
  }),
  ask(F.renovierung, 'money-eur', t('Kosten der Renovierung', 'Renovation costs'), {
    when: renovating,
    certainty: FULL,
    bounds: from0(500_000),
    rules: ['worksCostSomething'],
  }),
]

const further: readonly Question[] = [
  ask(F.mobiliar, 'money-eur', t('Mobiliar, zum Beispiel Küche', 'Furniture, for example kitchen'), {
    when: withFurniture,
    certainty: FULL,
    hint: t('Nur was Sie mitfinanzieren möchten.', 'Only what you want to finance.'),
    bounds: from0(200_000),
  }),
  ask(F.sonstigeKosten, 'money-eur', t('Sonstige Kosten', 'Other costs'), {
    when: withFurniture,
    certainty: FULL,
    hint: t('Zum Beispiel Umzug oder Gutachten.', 'For example moving or a survey.'),
    bounds: from0(500_000),
  }),
  ask(F.beglichen, 'money-eur', t('Davon bereits bezahlt', 'Already paid'), {
    when: withFurniture,
    certainty: FULL,
    hint: t(
      'Was Sie von allen Kosten schon bezahlt haben, ohne ein bezahltes Grundstück.',
      'What you have paid of all costs so far, without a plot already paid for.',
    ),
    bounds: from0(5_000_000),
    rules: ['paidAtMostCosts'],
  }),
]

const capital: readonly Question[] = [
  yesNo(
    F.kapitalErfassung,
    { no: 'KEIN_ZU_BESCHAFFENDES_KAPITAL', yes: 'VORHANDENES_ZU_BESCHAFFENDES_KAPITAL' },
    t('Brauchen Sie zusätzliches Kapital?', 'Do you need additional capital?'),
    {
      when: purpose('MODERNISIERUNG_UMBAU_ANBAU', 'ANSCHLUSSFINANZIERUNG'),
      hint: t('Für andere Zwecke, zum Beispiel ein Auto.', 'For other purposes, for example a car.'),
    },
  ),
  ask(F.zusatzkapital, 'money-eur', t('Zusätzlicher Betrag', 'Additional amount'), {
    ...must,
    when: {
      all: [
        purpose('MODERNISIERUNG_UMBAU_ANBAU', 'ANSCHLUSSFINANZIERUNG'),
        { is: [F.kapitalErfassung, 'VORHANDENES_ZU_BESCHAFFENDES_KAPITAL'] },
      ],
    },
    certainty: FULL,
    bounds: from1(2_000_000),
  }),
  kapital,
  ask(
    F.kapitalZweck,
    'text-long',
    t('Wofür verwenden Sie das Kapital?', 'What will you use the capital for?'),
    {
      when: purpose('KAPITALBESCHAFFUNG'),
      hint: t('Bitte nichts über Ihre Gesundheit.', 'Please nothing about your health.'),
    },
  ),
]

const step = {
  id: 'kosten',
  part: 'immobilie',
  in: FULL,
  title: t('Kosten', 'Costs'),
  figures: ['finanzierung'],
} as const

export const kosten: readonly Step[] = [
  {
    ...step,
    heading: t('Was kostet Ihr Vorhaben?', 'What does your plan cost?'),
    intro: t(
      'Ungefähre Beträge reichen. {firma} rechnet später genau mit Ihnen.',
      'Rough amounts are fine. {firma} will work out the details with you.',
    ),
    folds: [{ id: 'nebenkosten', summary: t('Nebenkosten', 'Additional costs'), figure: 'nebenkosten' }],
    questions: [
      kaufpreis,
      ...building,
      marktwert,
      makler,
      bundesland,
      maklergebuehr,
      notargebuehr,
      grunderwerbsteuer,
    ],
  },
  {
    ...step,
    heading: t('Welche Kosten kommen dazu?', 'What other costs are there?'),
    questions: [...works, ...ownWork, ...further, ...capital],
  },
  {
    ...step,
    heading: t('Darlehen, die schon da sind', 'Loans that are already there'),
    when: purpose('KAUF', 'NEUBAU'),
    questions: [
      ask(
        P.darlehenErfassung,
        'choice',
        t(
          'Liegen auf der Immobilie schon Darlehen, die Sie übernehmen oder ablösen?',
          'Are there already loans on the property that you take over or redeem?',
        ),
        {
          hint: t(
            'Zum Beispiel für ein Grundstück, das Sie schon haben. Meist: Nein.',
            'For example for a plot that you already own. Usually: No.',
          ),
          options: [option(LOANS_EXIST, 'Ja', 'Yes'), option(NO_LOANS, 'Nein', 'No')],
        },
      ),
    ],
  },
]
