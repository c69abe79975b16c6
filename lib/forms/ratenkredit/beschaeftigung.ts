import { ask, must, option, t } from '@/lib/forms/common/texts'
import type { Condition, Path, Question, Step, Text } from '@/lib/forms/engine/types'
import { MONTHS, notBefore, notInFuture } from './dates'
import { firma } from './firma'
import { EMPLOYED, type Kind, OWN_BUSINESS, objectOf, worksAs } from './kinds-of-work'
import { A, FULL, SHORT, twoPeople } from './paths'
import { business, ownFirm, YEARS, year } from './work-business'
import { kindAndIncome } from './work-income'
import { beruf, notAsChild, tooYoung } from './work-questions'

const job = (kind: Kind): Path => `${objectOf(kind)}.beschaeftigungsverhaeltnis`
const before = (kind: Kind): Path => `${objectOf(kind)}.vorherigesBeschaeftigungsverhaeltnis`

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
