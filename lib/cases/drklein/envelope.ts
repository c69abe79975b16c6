import type { VorgangSettings } from './settings'

/** One partner-defined value; its key stands in the campaign's fixed list. A `Date` is a moment, days are texts `YYYY-MM-DD`. */
export type CustomValue = { key: string; value: boolean | number | string | Date }

/** What the envelope of `POST /vorgang` holds beside the person's document and the remarks. Names are the API's. */
export type VorgangEnvelope = {
  leadquelle?: string
  tippgeber?: VorgangSettings['tippgeber']
  partner: { vertriebsschluessel?: string; kundennummer: string; custom?: readonly CustomValue[] }
}
