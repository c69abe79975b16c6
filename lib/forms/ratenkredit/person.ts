import { ask, must, option, t, you } from '@/lib/forms/common/texts'
import type { Form, Key, Question, Step } from '@/lib/forms/engine/types'
import { notInFuture } from './dates'
import { LIMITS } from './limits'
import { A, BOTH, FIRST_PERSON, FULL, of, P, PEOPLE, SECOND_PERSON, SHORT, twoPeople } from './paths'
import { permit } from './permit'

const both = { in: BOTH, required: BOTH } as const

const personen: Question = {
  key: P.personen,
  kind: 'choice',
  ...both,
  label: t('Wer nimmt den Kredit auf?', 'Who is borrowing?'),
  options: [option('1', 'Ich allein', 'Just me'), option('2', 'Zu zweit', 'Two of us')],
}

const anrede: Question = {
  path: P.anrede,
  kind: 'choice',
  in: BOTH,
  label: t('Anrede', 'Title'),
  options: [option('FRAU', 'Frau', 'Ms'), option('HERR', 'Herr', 'Mr')],
}

const onlyIfTheyAgree = t('Bitte nur, wenn sie einverstanden ist.', 'Only if they agree, please.')

const names: readonly Question[] = [
  {
    path: P.vorname,
    items: 'first',
    kind: 'text',
    ...both,
    label: t('Vorname', 'First name'),
    autocomplete: 'given-name',
    missing: t('Bitte tragen Sie Ihren Vornamen ein.', 'Please enter your first name.'),
  },
  {
    path: P.nachname,
    items: 'first',
    kind: 'text',
    ...both,
    label: t('Nachname', 'Last name'),
    autocomplete: 'family-name',
    missing: t('Bitte tragen Sie Ihren Nachnamen ein.', 'Please enter your last name.'),
  },
  {
    path: P.vorname,
    items: 'rest',
    kind: 'text',
    ...both,
    label: t('Vorname der zweiten Person', 'First name of the second person'),
    hint: onlyIfTheyAgree,
  },
  {
    path: P.nachname,
    items: 'rest',
    kind: 'text',
    ...both,
    label: t('Nachname der zweiten Person', 'Last name of the second person'),
  },
]

const geburtsdatum: Question = {
  path: P.geburtsdatum,
  kind: 'date',
  ...both,
  label: you(
    t('Wann sind Sie geboren?', 'When were you born?'),
    t('Wann ist {person} geboren?', 'When was {person} born?'),
  ),
  hint: t('Zum Beispiel 14.03.1985, auch ohne Punkte.', 'For example 14/03/1985, also without slashes.'),
  bounds: [
    notInFuture,
    {
      max: { today: { years: -LIMITS.alter.min } },
      else: 'block',
      text: t(
        'Einen Kredit kann nur aufnehmen, wer mindestens 18 Jahre alt ist.',
        'Only people aged 18 or over can take out a loan.',
      ),
    },
    {
      min: { today: { years: -LIMITS.alter.max } },
      else: 'block',
      text: t(
        'Einen Ratenkredit gibt es bis zum Alter von 85 Jahren. Bitte prüfen Sie das Jahr.',
        'Consumer loans are available up to the age of 85. Please check the year.',
      ),
    },
  ],
}

/** On the page that asks for the names nobody has one yet. */
const geburtsdaten: readonly Question[] = [
  { ...geburtsdatum, items: 'first', label: t('Wann sind Sie geboren?', 'When were you born?') },
  {
    ...geburtsdatum,
    items: 'rest',
    label: t('Wann ist die zweite Person geboren?', 'When was the second person born?'),
  },
]

const about: readonly Question[] = [
  { ...anrede, in: FULL },
  ask(P.titel, 'choice', t('Akademischer Titel', 'Academic title'), {
    lens: 'titel',
    options: [
      option('DOKTOR', 'Dr.', 'Dr'),
      option('PROFESSOR', 'Prof.', 'Prof'),
      option('PROFESSOR_DOKTOR', 'Prof. Dr.', 'Prof Dr'),
    ],
  }),
  ask(P.geburtsname, 'text', t('Geburtsname', 'Name at birth'), {
    hint: t('Nur wenn er anders ist.', 'Only if it is different.'),
  }),
  { ...geburtsdatum, in: FULL },
  ask(P.geburtsort, 'text', t('Geburtsort', 'Place of birth'), must),
  ask(P.geburtsland, 'country', t('Geburtsland', 'Country of birth'), {
    ...must,
    options: { list: 'laender' },
    preset: { name: 'deutschland', send: 'seen' },
  }),
  ask(
    P.familienstand,
    'choice',
    you(
      t('Ihr Familienstand', 'Your marital status'),
      t('Familienstand von {person}', "{person}'s marital status"),
    ),
    {
      ...must,
      options: [
        option('LEDIG', 'Ledig', 'Single'),
        option('VERHEIRATET', 'Verheiratet', 'Married'),
        option(
          'EINGETRAGENE_LEBENSPARTNERSCHAFT',
          'Eingetragene Lebenspartnerschaft',
          'Registered partnership',
        ),
        option('EHEAEHNLICHE_LEBENSGEMEINSCHAFT', 'Paar ohne Trauschein', 'Living together as a couple'),
        option('GETRENNT_LEBEND', 'Getrennt lebend', 'Separated'),
        option('GESCHIEDEN', 'Geschieden', 'Divorced'),
        option('VERWITWET', 'Verwitwet', 'Widowed'),
      ],
    },
  ),
]

/**
 * The mode (`Env.mode`) in which the tax id is asked. Off by default and set by no campaign: others than tax offices may
 * process it only where a law says so (trust P7), so a tenant who needs it has to turn it on in so many words.
 */
export const ASKS_TAX_ID = 'steuerId'

const nationality: readonly Question[] = [
  ask(
    P.staat,
    'country',
    you(
      t('Ihre Staatsangehörigkeit', 'Your nationality'),
      t('Staatsangehörigkeit von {person}', "{person}'s nationality"),
    ),
    { ...must, options: { list: 'laender' }, preset: { name: 'deutschland', send: 'seen' } },
  ),
  {
    key: P.weitereStaatenDa,
    kind: 'boolean',
    in: FULL,
    label: t('Gibt es weitere Staatsangehörigkeiten?', 'Are there further nationalities?'),
  },
  ask(P.steuerId, 'taxid', t('Steuer-ID', 'Tax ID'), {
    when: { mode: ASKS_TAX_ID },
    hint: t(
      '11 Ziffern, steht auf der Lohnsteuerbescheinigung.',
      '11 digits, see your annual wage tax statement.',
    ),
  }),
]

const title = t('Person', 'About you')
const step = { id: 'person', part: 'personen', in: FULL, title } as const

/** A heading that names the person where there are two. */
export const ofPerson = (de: string, en: string, namedDe: string, namedEn: string) => ({
  heading: t(de, en),
  headings: [{ when: twoPeople, text: t(namedDe, namedEn) }, { text: t(de, en) }],
})

export const personShort: readonly Step[] = [
  {
    id: 'person',
    in: SHORT,
    title,
    heading: t('Wer nimmt den Kredit auf?', 'Who is borrowing?'),
    questions: [personen, anrede, ...names, ...geburtsdaten],
  },
]

export const personFull: readonly Step[] = [
  {
    ...step,
    heading: t('Wer nimmt den Kredit auf?', 'Who is borrowing?'),
    questions: [personen, ...names],
  },
  {
    ...step,
    ...ofPerson('Angaben zu Ihnen', 'About you', 'Angaben zu {person}', 'About {person}'),
    each: A,
    questions: about,
  },
  {
    ...step,
    ...ofPerson(
      'Ihre Staatsangehörigkeit',
      'Your nationality',
      'Staatsangehörigkeit von {person}',
      "{person}'s nationality",
    ),
    each: A,
    questions: nationality,
    lists: [P.weitereStaaten],
  },
  {
    ...step,
    heading: t('Weitere Staatsangehörigkeit', 'Further nationality'),
    headings: [{ text: t('{staatsangehoerigkeit}', '{staatsangehoerigkeit}') }],
    each: `${P.weitereStaaten}[]`,
    questions: [
      ask(`${P.weitereStaaten}[]`, 'country', t('Weitere Staatsangehörigkeit', 'Further nationality'), {
        ...must,
        options: { list: 'laender' },
      }),
    ],
  },
  {
    ...step,
    ...ofPerson(
      'Aufenthalt und Arbeitserlaubnis',
      'Residence and work permit',
      'Aufenthalt und Arbeitserlaubnis von {person}',
      'Residence and work permit of {person}',
    ),
    intro: t('Steht alles auf dem Aufenthaltstitel.', 'All of it is stated on the residence permit.'),
    each: A,
    questions: permit,
  },
]

type Infer = NonNullable<Form['infer']>

/** The people of a document, and whether one of them has further nationalities. */
export const inferPerson: Infer = {
  [P.personen]: (leaf) =>
    leaf(SECOND_PERSON) !== undefined ? '2' : leaf(FIRST_PERSON) !== undefined ? '1' : undefined,
  ...Object.fromEntries(
    PEOPLE.map((person): [Key, Infer[Key]] => [
      of(person, P.weitereStaatenDa),
      (leaf) => {
        const list = leaf(of(person, P.weitereStaaten))
        return Array.isArray(list) && list.length > 0 ? true : undefined
      },
    ]),
  ),
}
