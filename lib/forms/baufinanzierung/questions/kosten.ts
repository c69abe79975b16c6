import { above0, from0 } from '@/lib/forms/common/bounds'
import type { Question } from '@/lib/forms/engine/types'
import {
  ACQUISITIONS,
  BOTH,
  FULL,
  LOANS_EXIST,
  loanExists,
  NO_LOANS,
  OWNERS,
  P,
  PURCHASES,
  plotPaid,
  purpose,
  searching,
} from '../paths'
import { STATES } from '../plz/rates'

const ownMoney = {
  path: P.guthaben,
  items: 'first',
  kind: 'money-eur',
  in: BOTH,
  label: { de: 'Eigenkapital', en: 'Own money' },
  hint: {
    de: 'Geld, das Sie einsetzen möchten: Guthaben, Wertpapiere, Geschenktes. Nichts? Dann 0.',
    en: 'Money you want to put in: savings, securities, gifts. None? Enter 0.',
  },
  bounds: from0(10_000_000),
  rules: ['ownMoneyCoversAll', 'ownMoneyBelowFees'],
} as const satisfies Question

const fee = {
  kind: 'amountOrPercent',
  in: BOTH,
  fold: 'nebenkosten',
  when: purpose(...ACQUISITIONS),
} as const

export const kaufpreis: Question = {
  path: P.kaufpreis,
  certainty: FULL,
  kind: 'money-eur',
  in: BOTH,
  required: BOTH,
  when: purpose(...PURCHASES),
  label: [
    {
      when: searching,
      text: {
        de: 'Wie viel darf die Immobilie ungefähr kosten?',
        en: 'About how much may it cost?',
      },
    },
    {
      when: purpose('KAUF_NEUBAU_VOM_BAUTRAEGER'),
      text: { de: 'Kaufpreis laut Bauträgervertrag', en: 'Price agreed with the developer' },
    },
    { text: { de: 'Kaufpreis', en: 'Purchase price' } },
  ],
  hint: { de: 'Ohne Nebenkosten. Ungefähr reicht.', en: 'Without additional costs. Roughly is enough.' },
  bounds: above0(10_000, 5_000_000),
}

export const grundstueckkaufpreis: Question = {
  path: P.grundstueckkaufpreis,
  certainty: FULL,
  kind: 'money-eur',
  in: BOTH,
  required: BOTH,
  when: purpose('NEUBAU'),
  label: { de: 'Kaufpreis des Grundstücks', en: 'Price of the plot' },
  hint: { de: 'Geschenkt? Dann 0.', en: 'A gift? Enter 0.' },
  bounds: from0(3_000_000),
}

export const grundstueckBereitsBezahlt: Question = {
  path: P.grundstueckBereitsBezahlt,
  kind: 'boolean',
  in: BOTH,
  required: BOTH,
  when: purpose('NEUBAU'),
  label: { de: 'Ist das Grundstück bereits bezahlt?', en: 'Is the plot already paid for?' },
}

export const herstellungskosten: Question = {
  path: P.herstellungskosten,
  certainty: FULL,
  kind: 'money-eur',
  in: BOTH,
  required: BOTH,
  when: purpose('NEUBAU'),
  label: { de: 'Baukosten des Hauses', en: 'Construction costs' },
  hint: { de: 'Mit dem Wert Ihrer Eigenleistung.', en: 'With the value of your own work.' },
  help: {
    title: { de: 'Was ist Eigenleistung?', en: 'What is own work?' },
    text: {
      de: 'Arbeit am Bau, die Sie selbst erledigen, bewertet mit dem, was ein Betrieb dafür verlangt.',
      en: 'Building work you do yourself, valued at what a firm would charge for it (Eigenleistung).',
    },
  },
  bounds: above0(10_000, 5_000_000),
}

export const modernisierungskosten: Question = {
  path: P.modernisierungskosten,
  certainty: FULL,
  kind: 'money-eur',
  in: BOTH,
  required: BOTH,
  when: purpose('MODERNISIERUNG_UMBAU_ANBAU'),
  label: { de: 'Kosten der Modernisierung', en: 'Cost of the works' },
  hint: { de: 'Mit dem Wert Ihrer Eigenleistung.', en: 'With the value of your own work.' },
  bounds: above0(1_000, 2_000_000),
}

export const kapital: Question = {
  path: P.kapital,
  certainty: FULL,
  kind: 'money-eur',
  in: BOTH,
  required: BOTH,
  when: purpose('KAPITALBESCHAFFUNG'),
  label: { de: 'Gewünschter Betrag', en: 'Amount you need' },
  bounds: above0(1_000, 2_000_000),
}

export const marktwert: Question = {
  path: P.marktwert,
  certainty: FULL,
  kind: 'money-eur',
  in: BOTH,
  required: BOTH,
  when: purpose(...OWNERS),
  label: { de: 'Aktueller Wert der Immobilie', en: 'Current value of the property' },
  hint: {
    de: 'Was würden Sie heute ungefähr dafür bekommen?',
    en: 'Roughly, what would it sell for today?',
  },
  bounds: above0(10_000, 10_000_000),
}

export const darlehenErfassung: Question = {
  path: P.darlehenErfassung,
  kind: 'choice',
  in: BOTH,
  when: purpose('MODERNISIERUNG_UMBAU_ANBAU', 'KAPITALBESCHAFFUNG'),
  label: { de: 'Bestehen Darlehen auf dieser Immobilie?', en: 'Are there loans on this property?' },
  options: [
    { value: LOANS_EXIST, label: { de: 'Ja', en: 'Yes' } },
    { value: NO_LOANS, label: { de: 'Nein', en: 'No' } },
  ],
}

export const restschuld: Question = {
  path: P.restschuld,
  certainty: FULL,
  items: 'first',
  kind: 'money-eur',
  in: BOTH,
  required: BOTH,
  when: loanExists,
  label: { de: 'Aktuelle Restschuld', en: 'Current balance' },
  hint: { de: 'Steht im letzten Jahreskontoauszug.', en: 'See your last annual statement.' },
  help: {
    title: { de: 'Was ist die Restschuld?', en: 'What is the balance?' },
    text: {
      de: 'Restschuld: was vom Darlehen noch offen ist.',
      en: 'What is still to be repaid of the loan (Restschuld).',
    },
  },
  bounds: above0(1_000, 5_000_000),
}

export const zinsbindungBis: Question = {
  path: P.zinsbindungBis,
  items: 'first',
  kind: 'date',
  in: BOTH,
  required: BOTH,
  when: loanExists,
  label: { de: 'Zinsbindung endet am', en: 'Fixed rate ends on' },
  hint: {
    de: 'Steht im Darlehensvertrag. Monat und Jahr reichen, zum Beispiel 03.2027.',
    en: 'See your loan contract. Month and year are enough, for example 03/2027.',
  },
  help: {
    title: { de: 'Was ist die Zinsbindung?', en: 'What is the fixed-rate period?' },
    text: {
      de: 'Zinsbindung: die Zeit, in der Ihr Zins fest bleibt.',
      en: 'The time during which your rate stays fixed (Zinsbindung).',
    },
  },
  monthMeans: 'last',
  bounds: [
    {
      min: { today: { days: 0 } },
      else: 'warn',
      text: {
        de: 'Das Datum liegt in der Vergangenheit. Stimmt das Jahr?',
        en: 'This date is in the past. Is the year right?',
      },
    },
    {
      max: { today: { months: 60 } },
      else: 'warn',
      text: {
        de: 'Ihre Zinsbindung läuft noch länger als fünf Jahre. Stimmt das Jahr?',
        en: 'Your fixed rate runs for more than five years. Is the year right?',
      },
    },
  ],
}

export const makler: Question = {
  key: P.makler,
  kind: 'boolean',
  in: BOTH,
  when: { all: [purpose(...ACQUISITIONS), { not: plotPaid }] },
  label: { de: 'Kaufen Sie über einen Makler?', en: 'Are you buying through an agent?' },
}

export const bundesland: Question = {
  key: P.bundesland,
  kind: 'choice',
  in: BOTH,
  when: {
    all: [purpose(...ACQUISITIONS), { is: [P.bundeslandOffen, true] }, { not: plotPaid }],
  },
  label: { de: 'In welchem Bundesland liegt die Immobilie?', en: 'In which state is the property?' },
  hint: {
    de: 'Danach richtet sich die Grunderwerbsteuer; die PLZ allein sagt es hier nicht.',
    en: 'It decides the land transfer tax; the postcode alone does not tell here.',
  },
  options: STATES.map(({ code, name }) => ({ value: code, label: { de: name, en: name } })),
}

export const maklergebuehr: Question = {
  ...fee,
  path: P.maklergebuehr,
  label: { de: 'Maklerprovision (Ihr Anteil)', en: 'Estate agent fee (your share)' },
  preset: { name: 'maklergebuehr', send: 'seen' },
  rules: ['maklerAtMost'],
}

export const notargebuehr: Question = {
  ...fee,
  path: P.notargebuehr,
  label: { de: 'Notar und Grundbuch', en: 'Notary and land register' },
  preset: { name: 'notargebuehr', send: 'seen' },
  rules: ['notarUsual'],
}

export const grunderwerbsteuer: Question = {
  ...fee,
  path: P.grunderwerbsteuer,
  label: { de: 'Grunderwerbsteuer', en: 'Land transfer tax' },
  help: {
    title: { de: 'Was ist die Grunderwerbsteuer?', en: 'What is land transfer tax?' },
    text: {
      de: 'Eine einmalige Steuer beim Kauf, je nach Bundesland 3,5 bis 6,5 % des Preises.',
      en: 'A tax paid once when buying, 3.5 to 6.5 % of the price depending on the state (Grunderwerbsteuer).',
    },
  },
  preset: { name: 'grunderwerbsteuer', send: 'seen' },
  rules: ['grunderwerbsteuerOfState'],
}

export const eigenkapital: Question = {
  ...ownMoney,
  required: BOTH,
  when: purpose(...ACQUISITIONS, 'MODERNISIERUNG_UMBAU_ANBAU'),
}

export const eigenkapitalFreiwillig: Question = {
  ...ownMoney,
  when: purpose('ANSCHLUSSFINANZIERUNG', 'KAPITALBESCHAFFUNG'),
}
