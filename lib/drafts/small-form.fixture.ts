import type { Form, Question } from '@/lib/forms/engine/types'

/** A form of two pages for tests of storing and sending: small, and not changed when the real questions are. */
const kunde = 'haushalte[].kunden[]'
const label = (text: string) => ({ de: text, en: text })
const text = (path: string, over: Partial<Question> = {}): Question => ({
  path,
  kind: 'text',
  in: ['short'],
  required: ['short'],
  label: label(path.split('.').at(-1) ?? path),
  ...over,
})

export const key = {
  zweck: 'app.zweck',
  betrag: 'app.betrag',
  rechnung: 'app.rechnung',
  vorname: 'haushalte.0.kunden.0.personendaten.person.vorname',
  nachname: 'haushalte.0.kunden.0.personendaten.person.nachname',
  email: 'haushalte.0.kunden.0.kontakt.email',
}

export const smallForm: Form = {
  id: 'small',
  version: 1,
  steps: [
    {
      id: 'vorhaben',
      title: label('Vorhaben'),
      heading: label('Vorhaben'),
      in: ['short'],
      questions: [
        { key: key.zweck, kind: 'text', in: ['short'], required: ['short'], label: label('Zweck') },
        { key: key.betrag, kind: 'money-eur', in: ['short'], label: label('Betrag') },
      ],
    },
    {
      id: 'kontakt',
      title: label('Kontakt'),
      heading: label('Kontakt'),
      in: ['short'],
      questions: [
        {
          key: key.rechnung,
          kind: 'money-eur',
          in: ['short'],
          label: label('Rechnung'),
          preset: { name: 'rechnung', send: 'seen' },
        },
        text(`${kunde}.personendaten.person.vorname`),
        text(`${kunde}.personendaten.person.nachname`),
        text(`${kunde}.kontakt.email`, { kind: 'email' }),
      ],
    },
  ],
  slots: [
    { path: 'haushalte', max: 1, exists: { 'haushalte.0': true } },
    { path: 'haushalte[].kunden', max: 1, exists: { 'haushalte.0.kunden.0': true } },
  ],
  shape: {},
  derived: [],
  notes: [],
  lenses: {},
  rules: {},
  presets: {
    rechnung: {
      reads: [key.betrag],
      value: (read) => {
        const betrag = read(key.betrag)
        return typeof betrag === 'number' ? betrag / 10 : undefined
      },
    },
  },
  figures: {},
  lists: {},
}
