import { display as displayed } from '@/lib/forms/kinds'
import { optionsOf } from './demand'
import type { Env, Form, Question, Value } from './types'

/** An answer in words: "350.000 €", "14. März 1985", the option's label. */
export function displayValue(form: Form, question: Question, value: Value, env: Env): string {
  const label = optionsOf(form, question)?.find((option) => option.value === value)?.label[env.lang]
  return label ?? displayed(question.kind, value, env.lang)
}
