import type { Answers, Env, Form } from './types'
import { walk } from './walk'

/** The answers that count: asked with these answers, and readable. What is hidden stays in the draft alone. */
export function relevantAnswers(form: Form, answers: Answers, env: Env): Answers {
  const { instances, read } = walk(form, answers, env)
  return Object.fromEntries(
    [...instances.keys()].flatMap((key) => {
      const value = read(key)
      return value === undefined ? [] : [[key, { value, by: answers[key]?.by ?? 'person' }] as const]
    }),
  )
}
