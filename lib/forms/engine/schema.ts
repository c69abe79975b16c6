import * as z from 'zod/mini'
import { certaintyOf, UNKNOWN } from './certainty'
import { evaluate } from './condition'
import { type Demand, judge, understand } from './judge'
import type { Env, Key, Raw, Value } from './types'
import type { FieldView } from './view'

const raws = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]))

/** What is right and worth a second look on a page, found by the page's schema. */
export type Understood = { values: { [key: Key]: Value }; warnings: { [key: Key]: string } }

/** A shown field as the judge wants it. */
export function demandOfField(field: FieldView, read: (key: Key) => Value | undefined, env: Env): Demand {
  const values = field.options
    ?.filter((option) => !option.when || evaluate(option.when, read, env))
    .map((option) => option.value)
  return {
    kind: field.kind,
    required: field.required,
    ...(field.bounds && { bounds: field.bounds }),
    ...(values && { values }),
    ...(field.monthMeans && { monthMeans: field.monthMeans }),
    ...(field.missing && { missing: { de: field.missing, en: field.missing } }),
  }
}

/**
 * The validity of a page: the texts of its controls in, answers and warnings out, an issue per wrong field with the
 * path `[key]` and, where two amounts are possible, `params.readings`. The same in the browser and on the server.
 */
export function schemaFor(
  fields: readonly FieldView[],
  context: { readonly [key: Key]: Value },
  env: Env,
): z.ZodMiniType<Understood, { [key: Key]: Raw }> {
  return z.pipe(
    raws,
    z.transform((typed, ctx) => {
      const understood: Understood = { values: {}, warnings: {} }
      const read = (key: Key) => understood.values[key] ?? context[key]
      for (const field of fields) {
        if (field.when && !evaluate(field.when, read, env)) continue
        if (field.certainty && typed[certaintyOf(field.key)] === UNKNOWN) continue
        const demand = demandOfField(field, read, env)
        const verdict = judge(
          demand,
          understand(demand, typed[field.key] ?? '', env.lang, read, env),
          read,
          env,
        )
        if (verdict.kind === 'wrong') {
          ctx.issues.push({
            code: 'custom',
            input: typed[field.key],
            path: [field.key],
            message: verdict.text[env.lang],
            ...(verdict.readings && { params: { readings: verdict.readings } }),
          })
        } else {
          if (verdict.value !== undefined) understood.values[field.key] = verdict.value
          if (verdict.warning) understood.warnings[field.key] = verdict.warning[env.lang]
        }
      }
      return understood
    }),
  )
}
