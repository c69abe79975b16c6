import { FREE_MOVEMENT } from '@/lib/forms/common/lists/free-movement'
import { ask, must, option, t, you } from '@/lib/forms/common/texts'
import type { Condition, Question } from '@/lib/forms/engine/types'
import { notBefore, notInFuture } from './dates'
import { FULL, P } from './paths'

const someIsFree: Condition = {
  any: [
    { in: [P.staat, FREE_MOVEMENT] },
    { some: [P.weitereStaaten, { in: [`${P.weitereStaaten}[]`, FREE_MOVEMENT] }] },
  ],
}
/** No nationality of the EU, the EEA or Switzerland. */
const needsPermit: Condition = { all: [{ answered: P.staat }, { not: someIsFree }] }

const ENDS = ['AUFENTHALTSERLAUBNIS', 'BLAUE_KARTE_EU', 'VISUM'] as const
const stillValid = t(
  'Das Datum ist schon vorbei. Bitte tragen Sie ein, bis wann der Titel jetzt gilt.',
  'This date has passed. Please enter until when the permit is valid now.',
)

/** Asked of people who are not nationals of the EU, the EEA or Switzerland. */
export const permit: readonly Question[] = [
  ask(
    P.inDeutschlandSeit,
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
        notBefore(
          P.geburtsdatum,
          'Das Datum liegt vor der Geburt. Bitte prüfen Sie das Jahr.',
          'This date is before the birth. Please check the year.',
        ),
        notInFuture,
      ],
    },
  ),
  ask(P.aufenthaltstitel, 'choice', t('Aufenthaltstitel', 'Residence permit'), {
    ...must,
    when: needsPermit,
    lens: 'aufenthaltstitel',
    options: [
      option('NIEDERLASSUNGSERLAUBNIS', 'Niederlassungserlaubnis (unbefristet)', 'Settlement permit'),
      option(
        'ERLAUBNIS_ZUM_DAUERAUFENTHALT_EU',
        'Erlaubnis zum Daueraufenthalt-EU',
        'EU long-term residence',
      ),
      option('BLAUE_KARTE_EU', 'Blaue Karte EU', 'EU Blue Card'),
      option('AUFENTHALTSERLAUBNIS', 'Aufenthaltserlaubnis (befristet)', 'Temporary residence permit'),
      option('VISUM', 'Visum', 'Visa'),
    ],
  }),
  ask(P.aufenthaltBis, 'date', t('Aufenthaltstitel gültig bis', 'Residence permit valid until'), {
    ...must,
    when: { all: [needsPermit, { in: [P.aufenthaltstitel, ENDS] }] },
    bounds: [{ min: { today: { days: 0 } }, else: 'block', text: stillValid }],
    rules: ['permitEndsBeforeLoan'],
  }),
  ask(P.arbeitserlaubnis, 'boolean', t('Gibt es eine Arbeitserlaubnis?', 'Is there a work permit?'), {
    ...must,
    when: needsPermit,
  }),
  ask(P.arbeitserlaubnisBis, 'date', t('Arbeitserlaubnis befristet bis', 'Work permit valid until'), {
    when: { all: [needsPermit, { is: [P.arbeitserlaubnis, true] }] },
    hint: t('Unbefristet? Dann leer lassen.', 'Unlimited? Leave it empty.'),
    bounds: [{ min: { today: { days: 0 } }, else: 'block', text: stillValid }],
  }),
]
