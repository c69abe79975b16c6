import { isUnknown } from './certainty'
import { demandOf } from './demand'
import { judgeAnswer } from './judge'
import { labelOf } from './texts'
import type { Answers, Env, Form } from './types'
import type { Finding } from './view'
import { type Instance, type Walk, walk } from './walk'

export type Check = { errors: readonly Finding[]; warnings: readonly Finding[] }

/** Everything that is wrong or worth a second look on one page: kind, mandatory, bounds and rules. */
export function checkPage(form: Form, answers: Answers, env: Env, page: string): Check {
  const walked = walk(form, answers, env)
  const fields = walked.pages.find((one) => one.id === page)?.fields ?? []
  return checkFields(form, answers, env, walked, fields)
}

/** The same for the whole form, in the order of the pages. */
export function checkAll(
  form: Form,
  answers: Answers,
  env: Env,
): { errors: readonly (Finding & { page: string })[]; warnings: readonly (Finding & { page: string })[] } {
  const walked = walk(form, answers, env)
  const found = walked.pages.map((page) => ({
    page: page.id,
    ...checkFields(form, answers, env, walked, page.fields),
  }))
  const withPage = (which: 'errors' | 'warnings') =>
    found.flatMap((one) => one[which].map((finding) => ({ ...finding, page: one.page })))
  return { errors: withPage('errors'), warnings: withPage('warnings') }
}

function checkFields(
  form: Form,
  answers: Answers,
  env: Env,
  { read, instances, items }: Walk,
  fields: readonly Instance[],
): Check {
  const errors: Finding[] = []
  const warnings: Finding[] = []
  for (const field of fields) {
    if (isUnknown(field.key, read)) continue
    const verdict = judgeAnswer(demandOf(form, field, read, env), answers[field.key], read, env)
    const finding = (message: string, at: Instance = field): Finding => ({
      key: at.key,
      label: labelOf(form, at, read, env),
      message,
    })
    if (verdict.kind === 'wrong') {
      errors.push(finding(verdict.text[env.lang]))
      continue
    }
    if (verdict.warning) warnings.push(finding(verdict.warning[env.lang]))
    for (const name of field.question.rules ?? []) {
      const rule = form.rules[name]
      const broken = rule?.check(read, env, field.key, items)
      if (rule && broken) {
        const told = finding(broken.text[env.lang], instances.get(broken.key))
        ;(rule.level === 'block' ? errors : warnings).push(told)
      }
    }
  }
  return { errors, warnings }
}
