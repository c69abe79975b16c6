import { display as displayed } from '@/lib/forms/kinds'
import { optionsOf } from './demand'
import { withNames } from './names'
import type { Env, Form, Key, Question, Read, Value } from './types'

/** An answer in words: "350.000 €", "14. März 1985", the option's label. */
export function displayValue(
  form: Form,
  { question, item }: { question: Question; item: Key | null },
  value: Value,
  env: Env,
  read: Read,
): string {
  const label = optionsOf(form, question)?.find((option) => option.value === value)?.label[env.lang]
  return label === undefined
    ? displayed(question.kind, value, env.lang)
    : withNames(label, item, { form, env, read })
}
