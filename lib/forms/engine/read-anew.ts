import { format, parse } from '@/lib/forms/kinds'
import { sameValue } from './changes'
import { patternOf } from './paths'
import type { Answer, Answers, Form, Kind, Lang, Raw, Value } from './types'
import { keyOf } from './walk'

/**
 * The answers of a draft that another version of the form has stored, as this version understands them: a value that its
 * question's kind can no longer hold is read again from its text, and stays as typed where that fails. Keys that are no question
 * here are kept: the other version may run beside this one. Pure.
 */
export function readAnew(form: Form, answers: Answers, lang: Lang): Answers {
  const kinds = new Map<string, Set<Kind>>()
  for (const question of form.steps.flatMap((step) => step.questions)) {
    kinds.set(keyOf(question), (kinds.get(keyOf(question)) ?? new Set()).add(question.kind))
  }
  return Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => {
      const possible = [...(kinds.get(key) ?? kinds.get(patternOf(key)) ?? [])]
      return [key, readOne(answer, possible, lang)]
    }),
  )
}

function readOne(answer: Answer, possible: readonly Kind[], lang: Lang): Answer {
  const [kind] = possible
  if (kind === undefined || !('value' in answer)) return answer
  if (possible.some((one) => holds(one, answer.value, lang))) return answer
  const raw = textOf(answer.value, lang)
  const parsed = parse(kind, raw, lang)
  return parsed.kind === 'value'
    ? { value: parsed.value, by: answer.by }
    : { raw, locale: lang, by: answer.by }
}

/** Whether this kind writes the value so that it reads the same again. */
function holds(kind: Kind, value: Value, lang: Lang): boolean {
  if ((typeof value === 'object') !== (kind === 'amountOrPercent')) return false
  try {
    const parsed = parse(kind, format(kind, value, lang), lang)
    return parsed.kind === 'value' && sameValue(parsed.value, value)
  } catch {
    // Formatting trusts the type of the value, which is what is in question here.
    return false
  }
}

/** How a person would have typed it. */
function textOf(value: Value, lang: Lang): string {
  const written: Raw =
    typeof value === 'number'
      ? format('number', value, lang)
      : typeof value === 'boolean'
        ? format('boolean', value, lang)
        : typeof value === 'object'
          ? format('money-eur', value.wert, lang)
          : value
  return typeof written === 'string' ? written : ''
}
