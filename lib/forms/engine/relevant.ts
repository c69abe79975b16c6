import { ITEM } from './items'
import { itemsIn, parentOf } from './paths'
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

/**
 * The answers that count, to be kept and mapped once more: with the items of lists that grew by hand, without which
 * each list would end after its first.
 */
export function keptAnswers(form: Form, answers: Answers, env: Env): Answers {
  const { items } = walk(form, answers, env)
  const stands = (item: string) => itemsIn(item).every((one) => items(parentOf(one)).includes(one))
  const listed = Object.entries(answers).filter(
    ([key]) => key.endsWith(ITEM) && stands(key.slice(0, -ITEM.length)),
  )
  return { ...Object.fromEntries(listed), ...relevantAnswers(form, answers, env) }
}
