import { ask, help, t } from '@/lib/forms/common/texts'
import type { Question, Step } from '@/lib/forms/engine/types'
import { step } from './konto'
import { FULL, P } from './paths'
import { ofPerson } from './person'

/** What a person protects against: the place in the document, and how it is called. */
const RISKS = [
  { leaf: 'todesfallAbsicherung', title: t('Todesfall', 'Death'), of: t('im Todesfall', 'in case of death') },
  {
    leaf: 'arbeitsunfaehigkeitAbsicherung',
    title: t('Arbeitsunfähigkeit', 'Inability to work'),
    of: t('bei Arbeitsunfähigkeit', 'in case of inability to work'),
  },
  {
    leaf: 'arbeitslosigkeitAbsicherung',
    title: t('Arbeitslosigkeit', 'Unemployment'),
    of: t('bei Arbeitslosigkeit', 'in case of unemployment'),
  },
] as const

const VOLUNTARY = t(
  'Eine Absicherung ist freiwillig. Sie können sie frühestens eine Woche nach dem Kreditvertrag abschließen. Ob Sie hier etwas angeben, ändert nichts am Kredit.',
  'Protection is voluntary. You can take it out one week after the loan contract at the earliest. What you say here does not change the loan.',
)

const questionsAbout = ({ leaf, of }: (typeof RISKS)[number]): readonly Question[] => {
  const place = `${P.ratenschutz}[].${leaf}`
  return [
    ask(
      `${place}.wichtig`,
      'boolean',
      t(`Ist ein Schutz ${of.de} wichtig?`, `Is protection ${of.en} important?`),
    ),
    ask(
      `${place}.vorhanden`,
      'boolean',
      t(`Gibt es schon einen Schutz ${of.de}?`, `Is there protection ${of.en} already?`),
    ),
    ask(
      `${place}.gewuenscht`,
      'boolean',
      t(
        `Wünschen Sie ein Angebot für einen Schutz ${of.de}?`,
        `Would you like an offer for protection ${of.en}?`,
      ),
    ),
    ask(`${place}.kommentar`, 'text', t(`Anmerkung zum Schutz ${of.de}`, `Remark on protection ${of.en}`), {
      hint: t('Bitte nichts über Ihre Gesundheit.', 'Please nothing about your health.'),
      when: {
        any: ['wichtig', 'vorhanden', 'gewuenscht'].map((asked) => ({ is: [`${place}.${asked}`, true] })),
      },
    }),
  ]
}

/** r7, second half: payment protection. Full form only, nothing chosen beforehand, asked only of who wants to say something. */
export const absicherung: readonly Step[] = [
  {
    ...step,
    heading: t('Absicherung der Raten', 'Protecting the instalments'),
    intro: VOLUNTARY,
    questions: [
      {
        key: P.absicherung,
        kind: 'boolean',
        in: FULL,
        label: t(
          'Möchten Sie etwas zur Absicherung sagen?',
          'Would you like to say something about protection?',
        ),
        help: help(
          'Was ist eine Absicherung der Raten?',
          'What is payment protection?',
          'Ratenschutz: eine Versicherung, die Ihre Raten zahlt, wenn Sie sterben, lange krank werden oder Ihre Arbeit verlieren. Sie kostet zusätzlich Geld.',
          'An insurance that pays your instalments if you die, fall ill for long or lose your job. It costs extra.',
        ),
      },
    ],
  },
  ...RISKS.map(
    (risk): Step => ({
      ...step,
      ...ofPerson(
        `Absicherung: ${risk.title.de}`,
        `Protection: ${risk.title.en}`,
        `${risk.title.de}: Absicherung von {versicherte}`,
        `${risk.title.en}: protection for {versicherte}`,
      ),
      intro: VOLUNTARY,
      when: { is: [P.absicherung, true] },
      each: `${P.ratenschutz}[]`,
      questions: questionsAbout(risk),
    }),
  ),
]
