import type { z } from 'zod'
import { bodyModel } from './model'

/** Where a body is not as the API reads it, and which rule it breaks. */
export type Problem = { place: readonly (string | number)[]; rule: string }

/** All problems of a value by a strict model; an unknown property is a place of its own. Never holds a value. Pure. */
export function problemsBy(model: z.ZodType, value: unknown): readonly Problem[] {
  const read = model.safeParse(value)
  if (read.success) return []
  return read.error.issues.flatMap((issue) => {
    const place = issue.path.map((name) => (typeof name === 'symbol' ? String(name) : name))
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ place: [...place, key], rule: 'unknown' }))
    }
    return [{ place, rule: issue.code === 'custom' ? issue.message : issue.code }]
  })
}

/**
 * What the API would drop in silence from this body of `POST /vorgang` (ratenkredit.md §3): places with the rule they break, such as
 * `vorgang.antragsteller1.personendaten.geburtsdatum: invalid_format`, never values. Empty: the body may be sent. Pure.
 */
export const problemsOf = (body: unknown): readonly string[] =>
  problemsBy(bodyModel, body).map(({ place, rule }) => `${place.join('.')}: ${rule}`)
