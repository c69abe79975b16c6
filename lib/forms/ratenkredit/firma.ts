import { ask, must, option, t } from '@/lib/forms/common/texts'
import type { Condition, Option, Path, Question, Text } from '@/lib/forms/engine/types'

const BRANCHES: readonly Option[] = [
  option('BAUGEWERBE', 'Baugewerbe', 'Construction'),
  option('DIENSTLEISTUNGEN', 'Dienstleistungen', 'Services'),
  option('ENERGIE_WASSERVERSORGUNG_BERGBAU', 'Energie, Wasser, Bergbau', 'Energy, water, mining'),
  option('ERZIEHUNG_UNTERRICHT', 'Erziehung und Unterricht', 'Education'),
  option('GEBIETSKOERPERSCHAFTEN', 'Bund, Land, Kreis, Gemeinde', 'Federal, state or local authority'),
  option('GEMEINNUETZIGE_ORGANISATION', 'Gemeinnützige Organisation', 'Charitable organisation'),
  option('GESUNDHEIT_SOZIALWESEN', 'Gesundheit und Soziales', 'Health and social work'),
  option('HANDEL', 'Handel', 'Trade and retail'),
  option('HOTEL_GASTRONOMIE', 'Hotel und Gastronomie', 'Hotels and restaurants'),
  option('INFORMATION_KOMMUNIKATION', 'Information und Kommunikation', 'Information and communication'),
  option('KREDITINSTITUTE_VERSICHERUNGEN', 'Banken und Versicherungen', 'Banks and insurance'),
  option('KULTUR_SPORT_UNTERHALTUNG', 'Kultur, Sport, Unterhaltung', 'Culture, sport, entertainment'),
  option(
    'LANDWIRTSCHAFT_FORSTWIRTSCHAFT_FISCHEREI',
    'Land- und Forstwirtschaft, Fischerei',
    'Agriculture, forestry, fishing',
  ),
  option('OEFFENTLICHER_DIENST', 'Öffentlicher Dienst', 'Public service'),
  option('PRIVATE_HAUSHALTE', 'Private Haushalte', 'Private households'),
  option('VERARBEITENDES_GEWERBE', 'Industrie und Handwerk', 'Manufacturing and crafts'),
  option('VERKEHR_LOGISTIK', 'Verkehr und Logistik', 'Transport and logistics'),
]

type Asked = {
  when: Condition
  name: Text
  hint?: Text
  required?: boolean
  /** A pension insurer has no branch, and stands in this country. */
  office?: true
}

/**
 * A Firma of the API: name, branch and address. The address is asked once there is a name, so that no firm consists
 * of a country alone. A postcode abroad stands with the town.
 */
export function firma(at: Path, { when, name, hint, required = false, office }: Asked): readonly Question[] {
  const known: Condition = { all: [when, { answered: `${at}.name` }] }
  const address = `${at}.anschrift`
  const land = `${address}.land`
  // The country is offered with the firm's name; until it stands there the page asks as for Germany.
  const inGermany: Condition = { any: [{ is: [land, 'DE'] }, { not: { answered: land } }] }
  return [
    ask(`${at}.name`, 'text', name, { ...(required && must), when, ...(hint && { hint }) }),
    ...(office
      ? []
      : [
          ask(`${at}.branche`, 'choice', t('Branche', 'Line of business'), {
            when: known,
            options: BRANCHES,
          }),
          ask(land, 'country', t('Land', 'Country'), {
            when: known,
            options: { list: 'laender' },
            preset: { name: 'deutschland', send: 'seen' },
          }),
        ]),
    ask(`${address}.strasse`, 'text', t('Straße', 'Street'), { when: known }),
    ask(`${address}.hausnummer`, 'text', t('Hausnummer', 'House number'), { when: known }),
    ask(`${address}.plz`, 'plz', t('PLZ', 'Postcode'), {
      when: office ? known : { all: [known, inGermany] },
    }),
    ask(`${address}.ort`, 'text', t('Ort', 'Town'), {
      when: known,
      ...(!office && {
        hint: [{ when: { not: inGermany }, text: t('Mit der Postleitzahl.', 'With the postcode.') }],
      }),
    }),
  ]
}
