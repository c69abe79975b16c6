import { z } from 'zod'
import { email, flag, list, part, text } from './leaves'
import { finanzbedarf, haushalt } from './model-household'
import { antragsteller1, antragsteller2 } from './model-person'
import { partnerKeys } from './names'

/**
 * Strict model of the body of `POST /vorgang`, written by hand from ratenkredit.md §1, §3 and §4, since no machine-readable one exists
 * (§5, 14). What is allowed here the API takes; what has another form or does not fit the rest it drops in silence.
 */

/** The object `vorgang`; a form's document is one without `leadquelle`. */
export const vorgangModel = part({
  leadquelle: text,
  antragsteller1,
  antragsteller2,
  haushalt,
  finanzbedarf,
}).check(({ value, issues }) => {
  if (value.antragsteller2 !== undefined) return
  const issue = { code: 'custom', input: value, message: 'person' } as const
  for (const path of placesOfSecond(value)) issues.push({ ...issue, path })
})

type Path = (string | number)[]

/** Everything that belongs to a second person. With one person everything is ANTRAGSTELLER_1's. */
function placesOfSecond(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  return entries.flatMap(([name, child]) => {
    const place = [...at, name]
    if (name === 'ratenschutzAntragsteller2') return [place]
    if (name === 'gehoertZuAntragsteller') return child === 'ANTRAGSTELLER_1' ? [] : [place]
    return placesOfSecond(child, place)
  })
}

const tippgeber = part({
  externeMitarbeiternummer: text,
  vorname: text,
  nachname: text,
  anrede: z.enum(['HERR', 'FRAU']),
  telefon: text,
  email,
})
/** JSON has no date, so dates are texts here. */
const custom = z.strictObject({ key: text, value: z.union([flag, z.int(), text]) })

export const bodyModel = z
  .strictObject({
    tippgeber,
    kommentare: list(text),
    partner: part({
      [partnerKeys.vertriebsschluessel]: text,
      [partnerKeys.kundennummer]: text,
      custom: list(custom),
    }),
  })
  .partial()
  .extend({ vorgang: vorgangModel })
