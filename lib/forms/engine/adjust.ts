import { rawOf } from './changes'
import { labelOf } from './texts'
import type { Answers, Env, Form, Key, Raw } from './types'
import { walk } from './walk'

/** One answer that the form mended; sending `from` back as a change undoes it. */
export type Adjusted = { key: Key; label: string; message: string; from: Raw; to: Raw }

/**
 * What the adjustments of a page mend when it is sent. Each is asked once, in the order of the questions; an answer
 * that is not asked for is left alone.
 */
export function adjust(
  form: Form,
  answers: Answers,
  env: Env,
  page: string,
): { answers: Answers; adjusted: readonly Adjusted[] } {
  const adjusted: Adjusted[] = []
  let next = answers
  const shown = walk(form, answers, env).pages.find((one) => one.id === page)?.fields ?? []
  for (const { key, question } of shown) {
    for (const name of question.adjusts ?? []) {
      const { instances, read } = walk(form, next, env)
      const found = form.adjusts?.[name]?.check(read, env, key)
      const field = found && instances.get(found.key)
      if (!found || !field) continue
      const { [found.key]: before, ...rest } = next
      next = found.to === null ? rest : { ...rest, [found.key]: { value: found.to, by: 'person' } }
      adjusted.push({
        key: found.key,
        label: labelOf(form, field, read, env),
        message: found.text[env.lang],
        from: rawOf(before, field.question, env.lang),
        to: rawOf(next[found.key], field.question, env.lang),
      })
    }
  }
  return { answers: next, adjusted }
}
