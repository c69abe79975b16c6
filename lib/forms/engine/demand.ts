import { bindBounds } from './bounds'
import { evaluate } from './condition'
import type { Demand } from './judge'
import { bindCondition } from './paths'
import type { Env, Form, Key, Option, Question, Read } from './types'

/** The options of a question, from its own list or one of the form's. */
export function optionsOf(form: Form, question: Question): readonly Option[] | undefined {
  if (!question.options) return undefined
  return 'list' in question.options ? form.lists[question.options.list] : question.options
}

export function demandOf(
  form: Form,
  { question, item, required }: { question: Question; item: Key | null; required: boolean },
  read: Read,
  env: Env,
): Demand {
  const values = optionsOf(form, question)
    ?.filter((option) => !option.when || evaluate(bindCondition(option.when, item), read, env))
    .map((option) => option.value)
  return {
    kind: question.kind,
    required,
    ...(question.bounds && { bounds: bindBounds(question.bounds, item) }),
    ...(values && { values }),
    ...(question.monthMeans && { monthMeans: question.monthMeans }),
    ...(question.missing && { missing: question.missing }),
  }
}
