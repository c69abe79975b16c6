import type { AmountOrPercent, Lang, Raw, Value } from '../engine/types'
import { formatDecimal, parseDecimal } from './decimal'
import { EMPTY, error, type KindSpec, type Parsed, value } from './kind'
import { euros, LONG, MINUS, money } from './money'

/** Fees are at most this share of their base (self-disclosure §5.14); more is a mistyped unit. */
const MOST_PERCENT = 15

/** No fee is so few euros: whoever types less means a percentage. */
const LEAST_EUROS = 100

type Parts = { wert: string; einheit: string }

function partsOf(raw: Raw): Parts {
  const parts = typeof raw === 'string' ? { wert: raw } : raw
  const wert = 'wert' in parts ? (parts.wert ?? '') : ''
  // A unit that the person typed is meant, whatever the radios say.
  if (/%|prozent|percent/i.test(wert)) return { wert, einheit: 'PROZENT' }
  if (/€|eur/i.test(wert)) return { wert, einheit: 'EURO' }
  return { wert, einheit: ('einheit' in parts && parts.einheit) || 'PROZENT' }
}

function percent(wert: string, lang: Lang): Parsed {
  const found = parseDecimal(wert, lang, {
    fraction: 3,
    units: ['%', 'prozent', 'percent'],
    bounds: [{ min: 0, max: MOST_PERCENT, else: 'block' }],
    groupsWin: true,
  })
  const between = error(
    `Bitte eine Zahl zwischen 0 und ${MOST_PERCENT}, zum Beispiel 3,57.`,
    `Please enter a number between 0 and ${MOST_PERCENT}, for example 3.57.`,
  )
  switch (found.kind) {
    case 'empty':
      return EMPTY
    case 'minus':
      return MINUS
    case 'value':
      if (found.value <= MOST_PERCENT) return value({ wert: found.value, einheit: 'PROZENT' })
      if (found.value <= 100) return between
      return error(
        `${formatDecimal(found.value, 'de')} ist als Prozent zu viel. Meinen Sie Euro?`,
        `${formatDecimal(found.value, 'en')} is too much as a percentage. Do you mean euros?`,
      )
    case 'long':
      return LONG
    case 'ambiguous':
    case 'fraction':
    case 'words':
      return between
  }
}

function euro(wert: string, lang: Lang): Parsed {
  const found = money.parse(wert, lang, { bounds: [{ min: 0, else: 'block' }] })
  return found.kind === 'value' && typeof found.value === 'number'
    ? value({ wert: found.value, einheit: 'EURO' })
    : found
}

const pair = (found: Value): AmountOrPercent =>
  typeof found === 'object' ? found : { wert: Number(found), einheit: 'PROZENT' }

/** An amount in euros or a share of a base, with its unit: `<key>.wert` and `<key>.einheit`. */
export const amountOrPercent: KindSpec = {
  parse: (raw, lang) => {
    const { wert, einheit } = partsOf(raw)
    switch (einheit) {
      case 'EURO':
        return euro(wert, lang)
      case 'PROZENT':
        return percent(wert, lang)
      default:
        return error('Bitte wählen Sie € oder %.', 'Please choose € or %.')
    }
  },
  format: (found, lang) => {
    const { wert, einheit } = pair(found)
    return { wert: formatDecimal(wert, lang, einheit === 'EURO' ? { places: 2 } : {}), einheit }
  },
  display: (found, lang) => {
    const { wert, einheit } = pair(found)
    return einheit === 'EURO' ? euros(wert, lang) : `${formatDecimal(wert, lang)}\u00a0%`
  },
  doubt: (found) => {
    const { wert, einheit } = pair(found)
    if (einheit !== 'EURO' || wert === 0 || wert >= LEAST_EUROS) return undefined
    return {
      de: `${euros(wert, 'de')} ist als Betrag sehr wenig. Meinen Sie Prozent?`,
      en: `${euros(wert, 'en')} is very little as an amount. Do you mean a percentage?`,
    }
  },
  missing: {
    de: 'Bitte tragen Sie einen Betrag oder Prozentsatz ein, zum Beispiel 3,57.',
    en: 'Please enter an amount or a percentage, for example 3.57.',
  },
}
