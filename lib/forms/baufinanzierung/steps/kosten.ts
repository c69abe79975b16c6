import type { Step } from '@/lib/forms/engine/types'
import { SHORT } from '../paths'
import {
  bundesland,
  darlehenErfassung,
  eigenkapital,
  eigenkapitalFreiwillig,
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
  restschuld,
  zinsbindungBis,
} from '../questions/kosten'

export const kosten: Step = {
  id: 'kosten',
  in: SHORT,
  title: { de: 'Kosten', en: 'Costs' },
  heading: { de: 'Kosten und Eigenkapital', en: 'Costs and your own money' },
  intro: {
    de: 'Ungefähre Beträge reichen. {firma} rechnet später genau mit Ihnen.',
    en: 'Rough amounts are fine. {firma} will work out the details with you.',
  },
  figures: ['finanzierung'],
  folds: [
    {
      id: 'nebenkosten',
      summary: { de: 'Nebenkosten', en: 'Additional costs' },
      figure: 'nebenkosten',
    },
  ],
  questions: [
    kaufpreis,
    grundstueckkaufpreis,
    grundstueckBereitsBezahlt,
    herstellungskosten,
    modernisierungskosten,
    kapital,
    marktwert,
    darlehenErfassung,
    restschuld,
    zinsbindungBis,
    makler,
    bundesland,
    maklergebuehr,
    notargebuehr,
    grunderwerbsteuer,
    eigenkapital,
    eigenkapitalFreiwillig,
  ],
}
