import { display as displayed } from '@/lib/forms/kinds'
import { checkAll } from './check'
import { optionsOf } from './demand'
import { progressAt, reviewTitle } from './step-view'
import { labelOf } from './texts'
import type { Answers, Env, Form, Question, Value } from './types'
import type { ReviewView, SummaryRow, SummarySection } from './view'
import { nameOf, REVIEW, walk } from './walk'

const reviewHeading = { de: 'Stimmt alles?', en: 'Is everything right?' }

/** Questions and relevant answers as a person reads them, page by page. */
export function summary(form: Form, answers: Answers, env: Env): SummarySection[] {
  const { pages, read } = walk(form, answers, env)
  const warnings = checkAll(form, answers, env).warnings
  return pages.map((page) => {
    const groups: { name?: string; rows: SummaryRow[] }[] = []
    for (const field of page.fields) {
      const answer = answers[field.key]
      const value = read(field.key)
      if (!answer || value === undefined) continue
      const name = field.item ? nameOf(form, field.item)?.[env.lang] : undefined
      const warning = warnings.find((one) => one.key === field.key)?.message
      const row: SummaryRow = {
        key: field.key,
        label: labelOf(field, read, env),
        value: displayValue(form, field.question, value, env),
        // A prefilled amount is an estimate; a prefilled word is just an answer.
        ...(answer.by === 'preset' && typeof value !== 'string' && { estimate: true }),
        ...(warning && { warning }),
      }
      const last = groups.at(-1)
      if (last && last.name === name) last.rows.push(row)
      else groups.push({ ...(name && { name }), rows: [row] })
    }
    return { page: page.id, title: page.title[env.lang], groups }
  })
}

/** The last page: everything once more, with what is worth a second look. */
export function reviewView(form: Form, answers: Answers, env: Env): ReviewView {
  const walked = walk(form, answers, env)
  const last = walked.pages.at(-1)
  // Items with a name of their own are people.
  const named = [...walked.instances.values()].flatMap(({ item }) =>
    item && nameOf(form, item) ? [item] : [],
  )
  const persons = new Set(named).size > 1 ? 2 : 1
  return {
    kind: 'review',
    form: form.id,
    length: env.length,
    lang: env.lang,
    page: REVIEW,
    title: reviewTitle[env.lang],
    heading: reviewHeading[env.lang],
    progress: progressAt(walked, walked.pages.length),
    back: { page: last?.id ?? REVIEW, title: last?.title[env.lang] ?? '' },
    sections: summary(form, answers, env),
    warnings: checkAll(form, answers, env).warnings.map(({ key, label, message }) => ({
      key,
      label,
      message,
    })),
    persons,
  }
}

/** An answer in words: "350.000 €", "14. März 1985", the option's label. */
export function displayValue(form: Form, question: Question, value: Value, env: Env): string {
  const label = optionsOf(form, question)?.find((option) => option.value === value)?.label[env.lang]
  return label ?? displayed(question.kind, value, env.lang)
}
