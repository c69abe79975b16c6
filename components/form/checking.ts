import type { Assist } from '@/components/fields/types'
import { judge, understand } from '@/lib/forms/engine/judge'
import { demandOfField, schemaFor } from '@/lib/forms/engine/schema'
import type { Key, Raw, Read, Value } from '@/lib/forms/engine/types'
import type { FieldView, Finding, StepView } from '@/lib/forms/engine/view'
import { doubt, echo, format } from '@/lib/forms/kinds'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { afterPress, listenToPresses } from './press'
import { type Place, suggestTown } from './town'
import { makeValidation } from './validation'
import { isEmpty, isPair, partOf, type Values, valuesOf } from './values'
import { livePage } from './visible'

type Texts = { readonly [key: Key]: string }

/** What the browser knows once parser and schema have been loaded; pure but for the form state in `validation.ts`. */
export type Checker = {
  value: (field: FieldView, raw: Raw | undefined) => Value | undefined
  echo: (field: FieldView, raw: Raw) => string | undefined
  /** The text as the form writes it, when it is understood and looks different. */
  tidy: (field: FieldView, raw: Raw) => Raw | undefined
  assist: (field: FieldView, raw: Raw) => Assist | undefined
  warning: (field: FieldView, values: Values) => string | undefined
  /** Draws what a control that was left has to say, not between press and release of a button. */
  afterPress: (run: () => void) => void
  suggestTown: (place: Place) => Promise<void>
  convert: (
    field: FieldView,
    before: Raw | undefined,
    unit: string,
    baseCents: number | undefined,
  ) => { raw: Raw; said: string } | undefined
  submit: (fields: readonly FieldView[], values: Values) => Promise<readonly Finding[]>
  change: (field: FieldView, values: Values) => void
  serverSaid: (errors: readonly Finding[]) => void
}

export function makeChecker(view: StepView, words: FormWords, onErrors: (errors: Texts) => void): Checker {
  const { lang, env, context } = view
  listenToPresses()

  const inContext: Read = (key) => context[key]

  const parsed = (field: FieldView, raw: Raw, read: Read = inContext) =>
    understand(demandOfField(field, read, env), raw, lang, read, env)

  function value(field: FieldView, raw: Raw | undefined): Value | undefined {
    if (raw === undefined || isEmpty(raw)) return undefined
    const result = parsed(field, raw)
    return result.kind === 'value' ? result.value : undefined
  }
  const relevant = (values: Values) => livePage(view, values, value)

  function find(fields: readonly FieldView[], values: Values): Texts {
    const result = schemaFor(fields, context, env).safeParse(values)
    if (result.success) return {}
    const texts: { [key: Key]: string } = {}
    for (const issue of result.error.issues) texts[String(issue.path[0])] ??= issue.message
    return texts
  }

  const validation = makeValidation(find, valuesOf(view.fields), onErrors)

  return {
    value,
    echo: (field, raw) => {
      const understood = value(field, raw)
      return understood === undefined ? undefined : echo(field.kind, understood, lang)
    },
    tidy: (field, raw) => {
      const understood = value(field, raw)
      if (understood === undefined || field.kind === 'text-long') return undefined
      const text = format(field.kind, understood, lang)
      return partOf(text) === partOf(raw) ? undefined : text
    },
    assist: (field, raw) => {
      const result = parsed(field, raw)
      if (result.kind === 'value' && result.suggestion) return { kind: 'mail', suggestion: result.suggestion }
      if (result.kind !== 'ambiguous') return undefined
      const choices = result.readings.map(({ label, text }) => ({ label, text }))
      return { kind: 'readings', choices }
    },
    afterPress,
    suggestTown,
    warning: (field, values) => {
      const { read } = relevant(values)
      const verdict = judge(
        demandOfField(field, read, env),
        parsed(field, values[field.key] ?? '', read),
        read,
        env,
      )
      return verdict.kind === 'ok' ? verdict.warning?.[lang] : undefined
    },
    convert: (field, before, unit, baseCents) => {
      const amount = value(field, before)
      if (!isPair(field) || typeof amount !== 'object' || amount.einheit === unit || !baseCents)
        return undefined
      // Hardly meant in the unit it had: it was typed before its unit, and is already what the person means.
      if (doubt(field.kind, amount)) return undefined
      const base = baseCents / 100
      const wert = unit === 'EURO' ? (base * amount.wert) / 100 : (amount.wert / base) * 100
      const after: Value = {
        wert: Math.round(wert * 100) / 100,
        einheit: unit === 'EURO' ? 'EURO' : 'PROZENT',
      }
      // Too small a share to be written, or too large to be one: better the number that the person sees.
      if (
        (after.wert === 0) !== (amount.wert === 0) ||
        value(field, format(field.kind, after, lang)) === undefined
      )
        return undefined
      const text = (one: Value) => {
        const raw = format(field.kind, one, lang)
        return `${partOf(raw)} ${partOf(raw, 'einheit') === 'EURO' ? '€' : '%'}`
      }
      return {
        raw: format(field.kind, after, lang),
        said: fill(words.unitSwitched, { from: text(amount), to: text(after) }),
      }
    },
    submit: async (fields, values) => {
      const errors = await validation.submit(fields, values)
      const labels = new Map(relevant(values).fields.map((live) => [live.field.key, live.label]))
      return fields
        .filter((field) => field.key in errors)
        .map(({ key }) => ({ key, label: labels.get(key) ?? '', message: errors[key] ?? '' }))
    },
    change: (field, values) =>
      validation.change(
        relevant(values)
          .fields.filter((live) => !live.unknown)
          .map((live) => live.field),
        field.key,
        values,
      ),
    serverSaid: (errors) =>
      validation.serverSaid(Object.fromEntries(errors.map(({ key, message }) => [key, message]))),
  }
}
