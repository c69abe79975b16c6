import { MONTHLY_INCOME, YEARLY_INCOME } from '@/lib/forms/common/income'
import { ask, must, option, t, you } from '@/lib/forms/common/texts'
import type { Bound, Condition, Path, Question, Step, Text } from '@/lib/forms/engine/types'
import { MONTHS, notBefore, notInFuture } from './dates'
import { firma } from './firma'
import {
  ART,
  EMPLOYED,
  incomeOf,
  KINDS,
  type Kind,
  moves,
  OWN_BUSINESS,
  objectOf,
  WITHOUT_WORK,
  worksAs,
} from './kinds-of-work'
import { A, BOTH, FULL, P, SHORT, twoPeople } from './paths'

const job = (kind: Kind): Path => `${objectOf(kind)}.beschaeftigungsverhaeltnis`
const before = (kind: Kind): Path => `${objectOf(kind)}.vorherigesBeschaeftigungsverhaeltnis`
const isOneOf = (kinds: readonly Kind[], kind: Kind): boolean => kinds.includes(kind)

const LABELS: { readonly [kind in Kind]: Text } = {
  ANGESTELLTER: t('Angestellt', 'Salaried employee'),
  ARBEITER: t('Arbeiter/in', 'Worker'),
  BEAMTER: t('Verbeamtet', 'Civil servant'),
  SELBSTSTAENDIGER: t('Selbstständig (Gewerbe)', 'Self-employed (trade)'),
  FREIBERUFLER: t('Freiberuflich', 'Freelance professional'),
  RENTNER: t('Im Ruhestand', 'Retired'),
  HAUSFRAU: t('Hausfrau / Hausmann', 'Homemaker'),
  ARBEITSLOSER: t('Ohne Beschäftigung', 'Unemployed'),
}

const beschaeftigungsart: Question = {
  path: ART,
  kind: 'choice',
  in: BOTH,
  required: BOTH,
  label: you(
    t('Wie sind Sie beschäftigt?', 'What is your employment status?'),
    t('Wie ist {person} beschäftigt?', "What is {person}'s employment status?"),
  ),
  options: KINDS.map((kind) => ({ value: kind, label: LABELS[kind] })),
  moves,
}

const monthly = {
  kind: 'money-eur-monthly',
  label: you(
    t('Ihr Nettoeinkommen pro Monat', 'Your net income per month'),
    t('Nettoeinkommen von {person} pro Monat', "{person}'s net income per month"),
  ),
  hint: t(
    'Was monatlich aufs Konto kommt, ohne Kindergeld.',
    'What reaches your account each month, without child benefit.',
  ),
  bounds: MONTHLY_INCOME,
} as const

const income: { readonly [sort in 'work' | 'business' | 'pension' | 'other']: Omit<Question, 'in'> } = {
  work: monthly,
  business: {
    kind: 'money-eur-yearly',
    label: you(
      t('Ihr Nettoeinkommen pro Jahr', 'Your net income per year'),
      t('Nettoeinkommen von {person} pro Jahr', "{person}'s net income per year"),
    ),
    hint: t(
      'Gewinn eines Jahres nach Steuern. Ungefähr reicht.',
      'Profit of one year after tax. Roughly is enough.',
    ),
    bounds: YEARLY_INCOME,
  },
  pension: {
    kind: 'money-eur-monthly',
    label: you(
      t('Ihre staatliche Rente pro Monat', 'Your state pension per month'),
      t('Staatliche Rente von {person} pro Monat', "{person}'s state pension per month"),
    ),
    hint: t(
      'Rente oder Pension, die aufs Konto kommt. Betriebsrenten zählen hier nicht mit.',
      'The pension that reaches your account. Company pensions do not count here.',
    ),
    bounds: MONTHLY_INCOME,
  },
  other: {
    kind: 'money-eur-monthly',
    label: you(
      t('Ihr Einkommen pro Monat', 'Your income per month'),
      t('Einkommen von {person} pro Monat', "{person}'s income per month"),
    ),
    hint: t(
      'Zum Beispiel Arbeitslosengeld oder Elterngeld. Kein eigenes Einkommen? Dann 0.',
      'For example unemployment or parental benefit. No income of your own? Enter 0.',
    ),
    bounds: MONTHLY_INCOME,
  },
}

function sortOf(kind: Kind): keyof typeof income {
  if (isOneOf(EMPLOYED, kind)) return 'work'
  if (isOneOf(OWN_BUSINESS, kind)) return 'business'
  return kind === 'RENTNER' ? 'pension' : 'other'
}

/** The one income of a kind. Where the object holds nothing else it cannot be unknown, or nothing would be sent. */
const incomeQuestion = (kind: Kind): Question => ({
  ...income[sortOf(kind)],
  path: incomeOf(kind),
  in: BOTH,
  required: BOTH,
  when: worksAs(kind),
  ...(isOneOf(WITHOUT_WORK, kind) ? {} : { certainty: FULL }),
})

const kindAndIncome: readonly Question[] = [beschaeftigungsart, ...KINDS.map(incomeQuestion)]

const notAsChild = (years: number, de: string, en: string): Bound => ({
  min: { of: P.geburtsdatum, plus: { years } },
  else: 'block',
  text: t(de, en),
})
const tooYoung = notAsChild(
  14,
  'Das liegt vor dem 14. Geburtstag. Bitte prüfen Sie das Jahr.',
  'This is before the 14th birthday. Please check the year.',
)

const beruf = (at: Path, kind: Kind, extra: Partial<Question> = {}): Question =>
  ask(`${at}.berufsbezeichnung`, 'text', t('Beruf', 'Occupation'), {
    when: worksAs(kind),
    hint: t('Zum Beispiel Elektrikerin.', 'For example electrician.'),
    ...extra,
  })

/** Work for an employer. Civil servants have no fixed term, but a day since which they are one. */
function employment(kind: Kind): readonly Question[] {
  const at = job(kind)
  const here = worksAs(kind)
  const contract: readonly Question[] =
    kind === 'BEAMTER'
      ? [
          ask(`${at}.verbeamtetSeit`, 'date', t('Verbeamtet seit', 'Civil servant since'), {
            when: here,
            certainty: FULL,
            monthMeans: 'first',
            hint: MONTHS,
            bounds: [
              notAsChild(
                16,
                'Das liegt vor dem 16. Geburtstag. Bitte prüfen Sie das Jahr.',
                'This is before the 16th birthday. Please check the year.',
              ),
              notInFuture,
            ],
          }),
        ]
      : [
          ask(`${at}.befristung`, 'choice', t('Arbeitsvertrag', 'Employment contract'), {
            ...must,
            when: here,
            options: [
              option('UNBEFRISTET', 'Unbefristet', 'Permanent'),
              option('BEFRISTET', 'Befristet', 'Fixed-term'),
            ],
          }),
          ask(`${at}.befristetBis`, 'date', t('Befristet bis', 'Fixed term until'), {
            ...must,
            when: { all: [here, { is: [`${at}.befristung`, 'BEFRISTET'] }] },
            monthMeans: 'last',
            bounds: [
              {
                min: { today: { days: 1 } },
                else: 'block',
                text: t(
                  'Das Datum ist vorbei. Bitte tragen Sie das Ende des laufenden Vertrags ein.',
                  'This date has passed. Please enter the end of the current contract.',
                ),
              },
            ],
          }),
        ]
  return [
    beruf(at, kind),
    ask(`${at}.beschaeftigtSeit`, 'date', t('Dort beschäftigt seit', 'Employed there since'), {
      ...must,
      when: here,
      certainty: FULL,
      monthMeans: 'first',
      hint: MONTHS,
      bounds: [
        tooYoung,
        {
          max: { today: { years: 1 } },
          else: 'block',
          text: t('Bitte höchstens ein Jahr in der Zukunft.', 'Please at most one year ahead.'),
        },
      ],
    }),
    ask(
      `${at}.inProbezeit`,
      'boolean',
      t('Läuft noch die Probezeit?', 'Is the probation period still running?'),
      {
        ...must,
        when: here,
        preset: { name: 'inProbezeit', send: 'seen' },
      },
    ),
    ...contract,
  ]
}

const employer = (kind: Kind): readonly Question[] =>
  firma(`${job(kind)}.arbeitgeber`, {
    when: worksAs(kind),
    name: t('Arbeitgeber', 'Employer'),
    hint: t('Wir fragen dort nicht nach.', 'We do not ask there.'),
    required: true,
  })

/** Less than a year in the job: what came before is asked, too. */
const startedLately = (kind: Kind): Condition => ({
  all: [worksAs(kind), { younger: [`${job(kind)}.beschaeftigtSeit`, { months: 12 }] }],
})

const jobBefore = (kind: Kind): readonly Question[] => {
  const at = before(kind)
  const when = startedLately(kind)
  const known: Condition = { all: [when, { answered: `${at}.arbeitgeber.name` }] }
  const [name, branch] = firmaBefore(kind)
  return [
    ...(name ? [name] : []),
    ask(`${at}.beschaeftigtSeit`, 'date', t('Dort beschäftigt ab', 'Employed there from'), {
      when: known,
      certainty: FULL,
      monthMeans: 'first',
      hint: MONTHS,
      bounds: [tooYoung, notInFuture],
    }),
    ask(`${at}.beschaeftigtBis`, 'date', t('Dort beschäftigt bis', 'Employed there until'), {
      when: known,
      certainty: FULL,
      monthMeans: 'last',
      hint: MONTHS,
      bounds: [
        notBefore(
          `${at}.beschaeftigtSeit`,
          'Das liegt vor dem ersten Tag dort. Bitte prüfen Sie beide Daten.',
          'This is before the first day there. Please check both dates.',
        ),
        {
          max: { of: `${job(kind)}.beschaeftigtSeit` },
          else: 'block',
          text: t(
            'Das liegt nach dem Beginn der neuen Arbeit. Bitte prüfen Sie das Datum.',
            'This is after the new job began. Please check the date.',
          ),
        },
      ],
    }),
    ...(branch ? [branch] : []),
  ]
}

const firmaBefore = (kind: Kind): readonly Question[] =>
  firma(`${before(kind)}.arbeitgeber`, {
    when: startedLately(kind),
    name: t('Früherer Arbeitgeber', 'Previous employer'),
    hint: t(
      'Es ist Ihre erste Arbeit? Dann lassen Sie das Feld leer.',
      'Is this your first job? Leave it empty.',
    ),
  })

function business(kind: Kind): readonly Question[] {
  const at = objectOf(kind)
  return [
    beruf(at, kind, must),
    ask(`${at}.selbststaendigSeit`, 'date', t('Selbstständig seit', 'Self-employed since'), {
      ...must,
      when: worksAs(kind),
      certainty: FULL,
      monthMeans: 'first',
      hint: MONTHS,
      bounds: [
        tooYoung,
        notInFuture,
        {
          max: { today: { years: -3 } },
          else: 'warn',
          text: t(
            'Viele Banken möchten drei volle Jahre sehen. Stimmt das Datum?',
            'Many banks want to see three full years. Is the date right?',
          ),
        },
      ],
    }),
  ]
}

const ownFirm = (kind: Kind): readonly Question[] =>
  firma(`${objectOf(kind)}.firma`, {
    when: worksAs(kind),
    name: t('Name des Unternehmens', 'Name of the business'),
    hint: t('Kein eigener Name? Dann lassen Sie das Feld leer.', 'No name of its own? Leave it empty.'),
  })

/** Suffix of the API's fields, what the year is called, and how long the business has run for it to be asked. */
const YEARS = [
  ['LaufendesJahr', 'im laufenden Jahr', 'in the current year', 0],
  ['LetztesJahr', 'im letzten Jahr', 'last year', 0],
  ['Vor2Jahren', 'vor zwei Jahren', 'two years ago', 1],
  ['Vor3Jahren', 'vor drei Jahren', 'three years ago', 2],
] as const

function year(kind: Kind, [suffix, de, en, years]: (typeof YEARS)[number]): readonly Question[] {
  const at = objectOf(kind)
  const old: readonly Condition[] =
    years === 0 ? [] : [{ not: { younger: [`${at}.selbststaendigSeit`, { years }] } }]
  const figure = (name: string, label: Text, hint: Text): Question =>
    ask(`${at}.${name}${suffix}`, 'money-eur-yearly', t(`${label.de} ${de}`, `${label.en} ${en}`), {
      when: { all: [worksAs(kind), ...old] },
      certainty: FULL,
      hint,
      bounds: [
        { min: 0, else: 'block' },
        {
          max: 5_000_000,
          else: 'warn',
          text: t('Stimmt die Zahl der Nullen?', 'Is the number of zeros right?'),
        },
      ],
    })
  return [
    figure(
      'bruttoEinkommen',
      t('Gewinn vor Steuern', 'Profit before tax'),
      t('Bei einem Verlust bitte 0.', 'In case of a loss please enter 0.'),
    ),
    figure(
      'einkommenssteuer',
      t('Einkommensteuer', 'Income tax'),
      t('Steht im Steuerbescheid.', 'See your tax assessment.'),
    ),
    figure(
      'abschreibungen',
      t('Abschreibungen', 'Depreciation'),
      t('Steht im Jahresabschluss.', 'See your annual accounts.'),
    ),
  ]
}

const PENSION = objectOf('RENTNER')
const retired: Condition = worksAs('RENTNER')
const pension: readonly Question[] = [
  ask(`${PENSION}.rentnerSeit`, 'date', t('Im Ruhestand seit', 'Retired since'), {
    ...must,
    when: retired,
    monthMeans: 'first',
    hint: MONTHS,
    bounds: [tooYoung, notInFuture],
  }),
]
const pensionOffice = firma(`${PENSION}.rentenversicherung`, {
  when: retired,
  name: t('Rentenversicherung', 'Pension insurer'),
  hint: t('Steht auf dem Rentenbescheid.', 'See your pension notice.'),
  office: true,
})

const step = { id: 'beschaeftigung', title: t('Beschäftigung', 'Work') } as const
const full = { ...step, in: FULL, part: 'geld', each: A } as const
const headings = (de: string, en: string, named: Text) => ({
  heading: t(de, en),
  headings: [{ when: twoPeople, text: named }, { text: t(de, en) }],
})
const INTRO = t(
  'Daraus ergibt sich, welche Rate zu Ihnen passt. Wir fragen weder Arbeitgeber noch Bank.',
  'It shows which instalment fits you. We ask neither employer nor bank.',
)

/** r4 of the short form: the kind of work and its one income. */
export const beschaeftigungShort: readonly Step[] = [
  {
    ...step,
    in: SHORT,
    heading: t('Ihr Einkommen', 'Your income'),
    intro: INTRO,
    questions: kindAndIncome,
  },
]

/** r4 of the full form: everything about work, one person after the other. */
export const beschaeftigungFull: readonly Step[] = [
  {
    ...full,
    ...headings('Ihr Einkommen', 'Your income', t('Einkommen von {person}', "{person}'s income")),
    intro: INTRO,
    figures: ['haushaltsrechnung'],
    questions: kindAndIncome,
  },
  {
    ...full,
    ...headings('Ihre Arbeit', 'Your work', t('Arbeit von {person}', "{person}'s work")),
    questions: [...EMPLOYED.flatMap(employment), ...OWN_BUSINESS.flatMap(business), ...pension],
  },
  {
    ...full,
    ...headings('Ihr Arbeitgeber', 'Your employer', t('Arbeitgeber von {person}', "{person}'s employer")),
    questions: EMPLOYED.flatMap(employer),
  },
  {
    ...full,
    ...headings(
      'Ihre Arbeit davor',
      'Your job before',
      t('Arbeit von {person} davor', "{person}'s job before"),
    ),
    questions: EMPLOYED.flatMap(jobBefore),
  },
  {
    ...full,
    ...headings(
      'Anschrift des früheren Arbeitgebers',
      'Address of your previous employer',
      t('{person}: Anschrift des früheren Arbeitgebers', "{person}: previous employer's address"),
    ),
    questions: EMPLOYED.flatMap((kind) => firmaBefore(kind).slice(2)),
  },
  {
    ...full,
    ...headings('Ihr Unternehmen', 'Your business', t('Unternehmen von {person}', "{person}'s business")),
    questions: OWN_BUSINESS.flatMap(ownFirm),
  },
  {
    ...full,
    ...headings(
      'Laufendes und letztes Jahr',
      'This year and last year',
      t('{person}: laufendes und letztes Jahr', '{person}: this year and last year'),
    ),
    intro: t('Was Sie noch nicht wissen, lassen Sie leer.', 'Leave empty what you do not know yet.'),
    questions: OWN_BUSINESS.flatMap((kind) => YEARS.slice(0, 2).flatMap((one) => year(kind, one))),
  },
  {
    ...full,
    ...headings(
      'Die beiden Jahre davor',
      'The two years before',
      t('{person}: die beiden Jahre davor', '{person}: the two years before'),
    ),
    questions: OWN_BUSINESS.flatMap((kind) => YEARS.slice(2).flatMap((one) => year(kind, one))),
  },
  {
    ...full,
    ...headings(
      'Ihre Rentenversicherung',
      'Your pension insurer',
      t('Rentenversicherung von {person}', "{person}'s pension insurer"),
    ),
    questions: pensionOffice,
  },
]
