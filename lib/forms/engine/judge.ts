import { display, doubt, missingText, type Parsed, parse, type Reading } from '@/lib/forms/kinds'
import { brokenBound, daysOf, spansOf } from './bounds'
import type { Answer, Bound, Env, Kind, Lang, Raw, Read, Text, Value } from './types'

/** What a question asks of an answer, wherever it is checked: bound to its item, in whatever language. */
export type Demand = {
  kind: Kind
  required: boolean
  bounds?: readonly Bound[]
  values?: readonly string[]
  monthMeans?: 'first' | 'last'
  missing?: Text
}

export type Verdict =
  | { kind: 'ok'; value: Value | undefined; warning?: Text }
  | { kind: 'wrong'; text: Text; readings?: readonly Reading[] }

/** Reads a text as this question's answer. */
export function understand(demand: Demand, raw: Raw, lang: Lang, read: Read, env: Env): Parsed {
  return parse(demand.kind, raw, lang, {
    bounds: spansOf(demand.bounds ?? [], read, env),
    ...(demand.kind === 'date' && { days: daysOf(demand.bounds ?? [], read, env) }),
    ...(demand.values && { options: demand.values }),
    ...(demand.monthMeans && { monthMeans: demand.monthMeans }),
  })
}

/** The one place where an answer is found right or wrong: mandatory, readable, within its bounds. */
export function judge(demand: Demand, parsed: Parsed, read: Read, env: Env): Verdict {
  switch (parsed.kind) {
    case 'empty':
      return demand.required
        ? { kind: 'wrong', text: demand.missing ?? missingText(demand.kind) }
        : { kind: 'ok', value: undefined }
    case 'error':
      return { kind: 'wrong', text: parsed.text }
    case 'ambiguous':
      return { kind: 'wrong', text: parsed.text, readings: parsed.readings }
    case 'value': {
      const bounds = demand.bounds ?? []
      const show = (limit: number | string, lang: Lang) => display(demand.kind, limit, lang)
      const blocked = brokenBound('block', bounds, parsed.value, read, env, show)
      if (blocked) return { kind: 'wrong', text: blocked }
      const warning =
        brokenBound('warn', bounds, parsed.value, read, env, show) ?? doubt(demand.kind, parsed.value)
      return { kind: 'ok', value: parsed.value, ...(warning && { warning }) }
    }
  }
}

/** The verdict on a stored answer. */
export function judgeAnswer(demand: Demand, answer: Answer | undefined, read: Read, env: Env): Verdict {
  if (!answer) return judge(demand, { kind: 'empty' }, read, env)
  if ('value' in answer) {
    const offered = typeof answer.value !== 'string' || !demand.values || demand.values.includes(answer.value)
    return judge(demand, offered ? { kind: 'value', value: answer.value } : { kind: 'empty' }, read, env)
  }
  return judge(demand, understand(demand, answer.raw, answer.locale, read, env), read, env)
}
