import { ask, help, must, option, t, you } from '@/lib/forms/common/texts'
import type { Condition, Question } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { needsPermit } from './conditions'
import { F } from './places'

const inThePast = t(
  'Das Datum liegt in der Zukunft. Bitte prüfen Sie das Jahr.',
  'This date is in the future. Please check the year.',
)
const stillValid = t(
  'Das Datum ist schon vorbei. Bitte tragen Sie ein, bis wann der Titel jetzt gilt.',
  'This date has passed. Please enter until when the permit is valid now.',
)

/** Who a person is. */
export const personalData: readonly Question[] = [
  ask(F.dr, 'boolean', t('Doktortitel (Dr.)', 'Doctorate (Dr)')),
  ask(F.prof, 'boolean', t('Professur (Prof.)', 'Professorship (Prof)')),
  ask(
    F.geburtsdatum,
    'date',
    you(
      t('Wann sind Sie geboren?', 'When were you born?'),
      t('Wann ist {person} geboren?', 'When was {person} born?'),
    ),
    {
      ...must,
      autocomplete: 'bday',
      hint: t('Zum Beispiel 14.03.1985, auch ohne Punkte.', 'For example 14/03/1985, also without slashes.'),
      bounds: [
        { max: { today: { days: -1 } }, else: 'block', text: inThePast },
        {
          max: { today: { years: -18 } },
          else: 'block',
          text: t(
            'Ein Darlehen kann nur aufnehmen, wer mindestens 18 Jahre alt ist.',
            'Only people aged 18 or over can take out a loan.',
          ),
        },
        {
          min: { today: { years: -100 } },
          else: 'block',
          text: t('Bitte prüfen Sie das Jahr.', 'Please check the year.'),
        },
        {
          min: { today: { years: -75 } },
          else: 'warn',
          text: t(
            'Über 75 Jahre finanzieren nur wenige Banken. Stimmt das Jahr?',
            'Few banks lend to people over 75. Is the year right?',
          ),
        },
      ],
    },
  ),
  ask(
    F.staat,
    'country',
    you(
      t('Ihre Staatsangehörigkeit', 'Your nationality'),
      t('Staatsangehörigkeit von {person}', "{person}'s nationality"),
    ),
    { ...must, options: { list: 'laender' }, preset: { name: 'deutschland', send: 'seen' } },
  ),
  ask(
    F.familienstand,
    'choice',
    you(
      t('Ihr Familienstand', 'Your marital status'),
      t('Familienstand von {person}', "{person}'s marital status"),
    ),
    {
      ...must,
      rules: ['marriedAlone'],
      options: [
        option('LEDIG', 'Ledig', 'Single'),
        option('VERHEIRATET', 'Verheiratet', 'Married'),
        option('LEBENSPARTNERSCHAFT', 'Eingetragene Lebenspartnerschaft', 'Registered partnership'),
        option('GETRENNT_LEBEND', 'Getrennt lebend', 'Separated'),
        option('GESCHIEDEN', 'Geschieden', 'Divorced'),
        option('VERWITWET', 'Verwitwet', 'Widowed'),
      ],
    },
  ),
  ask(
    F.guetertrennung,
    'boolean',
    t('Ist Gütertrennung vereinbart?', 'Has separation of property been agreed?'),
    {
      when: { in: [F.familienstand, ['VERHEIRATET', 'LEBENSPARTNERSCHAFT', 'GETRENNT_LEBEND']] },
      rules: ['separationAgrees'],
      help: help(
        'Was ist Gütertrennung?',
        'What is separation of property?',
        'Gütertrennung: Eheleute haben beim Notar vereinbart, dass jedem sein Vermögen allein gehört.',
        'Spouses have agreed before a notary that each keeps their own property (Gütertrennung).',
      ),
    },
  ),
]

const until = (tag: string, de: string, en: string): Question =>
  ask(F.befristetBis, 'date', t(de, en), {
    ...must,
    when: { all: [needsPermit, { is: [F.aufenthaltstitel, tag] }] },
    bounds: [{ min: { today: { days: 0 } }, else: 'block', text: stillValid }],
  })

const mayNeedWorkPermit: Condition = {
  all: [needsPermit, { in: [F.aufenthaltstitel, ['AUFENTHALTSERLAUBNIS', 'VISUM']] }],
}

/** Asked of people who are not nationals of the EU, the EEA or Switzerland. */
export const permit: readonly Question[] = [
  ask(
    F.inDeutschlandSeit,
    'date',
    you(
      t('Seit wann leben Sie in Deutschland?', 'Since when have you lived in Germany?'),
      t('Seit wann lebt {person} in Deutschland?', 'Since when has {person} lived in Germany?'),
    ),
    {
      ...must,
      when: needsPermit,
      certainty: FULL,
      monthMeans: 'first',
      hint: t('Monat und Jahr reichen.', 'Month and year are enough.'),
      bounds: [
        {
          min: { of: F.geburtsdatum },
          else: 'block',
          text: t(
            'Das Datum liegt vor der Geburt. Bitte prüfen Sie das Jahr.',
            'This date is before the birth. Please check the year.',
          ),
        },
        { max: { today: { days: 0 } }, else: 'block', text: inThePast },
      ],
    },
  ),
  ask(F.aufenthaltstitel, 'choice', t('Aufenthaltstitel', 'Residence permit'), {
    ...must,
    when: needsPermit,
    options: [
      option('NIEDERLASSUNGSERLAUBNIS', 'Niederlassungserlaubnis (unbefristet)', 'Settlement permit'),
      option('DAUERAUFENTHALT_EU', 'Erlaubnis zum Daueraufenthalt-EU', 'EU long-term residence'),
      option('BLAUE_KARTE_EU', 'Blaue Karte EU', 'EU Blue Card'),
      option('AUFENTHALTSERLAUBNIS', 'Aufenthaltserlaubnis (befristet)', 'Temporary residence permit'),
      option('VISUM', 'Visum', 'Visa'),
    ],
  }),
  until('AUFENTHALTSERLAUBNIS', 'Aufenthaltserlaubnis gültig bis', 'Residence permit valid until'),
  until('BLAUE_KARTE_EU', 'Blaue Karte EU gültig bis', 'EU Blue Card valid until'),
  until('VISUM', 'Visum gültig bis', 'Visa valid until'),
  ask(F.arbeitserlaubnis, 'choice', t('Gibt es eine Arbeitserlaubnis?', 'Is there a work permit?'), {
    ...must,
    when: mayNeedWorkPermit,
    options: [
      option('ARBEITSERLAUBNIS_VORHANDEN', 'Ja', 'Yes'),
      option('KEINE_ARBEITSERLAUBNIS', 'Nein', 'No'),
    ],
  }),
  ask(F.arbeitserlaubnisBis, 'date', t('Arbeitserlaubnis befristet bis', 'Work permit valid until'), {
    when: { all: [mayNeedWorkPermit, { is: [F.arbeitserlaubnis, 'ARBEITSERLAUBNIS_VORHANDEN'] }] },
    hint: t('Unbefristet? Dann leer lassen.', 'Unlimited? Leave it empty.'),
    bounds: [{ min: { today: { days: 1 } }, else: 'block', text: stillValid }],
  }),
]
