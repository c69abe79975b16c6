import { ask, t } from '@/lib/forms/common/texts'
import type { Step } from '@/lib/forms/engine/types'
import { FULL } from '../paths'
import { nutzung, objektGefunden, ort, plz, typ } from '../questions/immobilie'
import { energie, gebaeude, gewerbe, modernisiert } from './objekt-gebaeude'
import { erbbaurecht, groesse, stellplaetzeFrage, stellplatz, wohnen } from './objekt-teile'
import { F } from './places'

const step = {
  id: 'objekt',
  part: 'immobilie',
  in: FULL,
  title: t('Immobilie', 'Property'),
} as const

export const objekt: readonly Step[] = [
  {
    ...step,
    heading: t('Um welche Immobilie geht es?', 'Which property is it?'),
    questions: [
      objektGefunden,
      typ,
      plz,
      ort,
      ask(F.strasse, 'text', t('Straße der Immobilie', 'Street of the property'), {
        hint: t('Wenn sie schon feststeht.', 'If you know it already.'),
      }),
      ask(F.hausnummer, 'text', t('Hausnummer', 'House number')),
      nutzung,
    ],
  },
  {
    ...step,
    heading: t('Größe und Art', 'Size and type'),
    intro: t(
      'Das meiste steht im Exposé oder im alten Kaufvertrag.',
      'Most of it is in the brochure or the old purchase contract.',
    ),
    questions: [...wohnen, ...groesse],
  },
  { ...step, heading: t('Das Gebäude', 'The building'), questions: gebaeude },
  {
    ...step,
    heading: t('Modernisierung und Energie', 'Modernisation and energy'),
    intro: t(
      'Der Energieausweis liegt dem Exposé bei oder ist bei Verkäufer oder Verwaltung.',
      'The energy certificate comes with the brochure, or the seller or manager has it.',
    ),
    questions: [...modernisiert, ...energie],
  },
  {
    ...step,
    heading: t('Gewerbe, Erbbaurecht, Stellplätze', 'Commercial space, ground lease, parking'),
    questions: [...gewerbe, ...erbbaurecht, stellplaetzeFrage],
    lists: [F.stellplaetze],
  },
  {
    ...step,
    heading: t('Stellplatz', 'Parking space'),
    headings: [{ text: t('Angaben zu: {stellplatz}', 'About: {stellplatz}') }],
    each: `${F.stellplaetze}[]`,
    questions: stellplatz,
  },
]
