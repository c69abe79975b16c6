import type { Answers, Env, Form } from './types'
import { walk } from './walk'

/** The answers that count: asked with these answers, and readable. What is hidden stays in the draft alone. */
export function relevantAnswers(form: Form, answers: Answers, env: Env): Answers {
  const { instances } = walk(form, answers, env)
  return Object.fromEntries(
    Object.entries(answers).filter(([key, answer]) => instances.has(key) && 'value' in answer),
  )
}
