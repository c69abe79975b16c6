import { t } from '@/lib/forms/common/texts'
import type { Adjust } from '@/lib/forms/engine/types'
import { F } from './places'

const LET = '.vermieteteFlaeche'
const USED = '.maximalEinzusetzenderBetrag'
const ASSETS = [
  `${F.vermoegen}.summeBankUndSparguthaben`,
  `${F.vermoegen}.summeDepotvermoegen`,
  `${F.vermoegen}.summeSparplaene`,
  `${F.vermoegen}.summeSonstigesVermoegen`,
  `${F.bausparvertraege}[]`,
  `${F.versicherungen}[]`,
]
const AREAS = [
  F.vermieteteFlaeche,
  F.gewerbeVermietet,
  `${F.besitz}[].immobilie.typ.gebaeude.nutzung.wohnen.nutzungsart.vermieteteFlaeche`,
].map((path) => path.slice(0, -'.nutzungsart.vermieteteFlaeche'.length))

/** Answers that the form mends and tells (self-disclosure §5: 10 and 11). */
export const adjusts: { readonly [name: string]: Adjust } = {
  letAreaIsAllOrNothing: {
    reads: AREAS.flatMap((area) => [`${area}.gesamtflaeche`, `${area}.nutzungsart.vermieteteFlaeche`]),
    check: (read, _env, key) => {
      const use = key.slice(0, -LET.length)
      const [part, total] = [read(key), read(`${use.slice(0, -'.nutzungsart'.length)}.gesamtflaeche`)]
      if (part === 0)
        return {
          key: `${use}.@type`,
          to: 'EIGENGENUTZT',
          text: t(
            'Nichts ist vermietet. Wir haben „selbst genutzt“ eingetragen.',
            'Nothing is let. We have entered “own use”.',
          ),
        }
      if (part === undefined || part !== total) return null
      return {
        key: `${use}.@type`,
        to: 'VERMIETET',
        text: t(
          'Alles ist vermietet. Wir haben „vermietet“ eingetragen.',
          'Everything is let. We have entered “let”.',
        ),
      }
    },
  },
  nothingUsed: {
    reads: ASSETS.map((asset) => `${asset}.verwendung.maximalEinzusetzenderBetrag`),
    check: (read, _env, key) =>
      read(key) === 0
        ? {
            key: `${key.slice(0, -USED.length)}.@type`,
            to: 'KEINE_VERWENDUNG',
            text: t(
              'Sie setzen 0 Euro ein. Wir haben „nicht einsetzen“ eingetragen.',
              'You are using 0 euros. We have entered “do not use”.',
            ),
          }
        : null,
  },
}
