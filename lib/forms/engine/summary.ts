import { ABOUT, certaintyOf, isUnknown } from './certainty'
import { checkAll } from './check'
import { displayValue } from './display-value'
import { nameOf } from './names'
import { partAt } from './parts'
import { patternOf } from './paths'
import { slotsFor } from './slots'
import { answersAt, progressAt, readsOfFigures, reviewTitle } from './step-view'
import { labelOf } from './texts'
import type { Answers, Env, Form, Key } from './types'
import type { ReviewView, SummaryRow, SummarySection } from './view'
import { type Instance, REVIEW, type Walk, walk } from './walk'

const reviewHeading = { de: 'Stimmt alles?', en: 'Is everything right?' }

/** Questions and relevant answers as a person reads them, page by page. */
export function summary(form: Form, answers: Answers, env: Env): SummarySection[] {
  const { pages, read } = walk(form, answers, env)
  const warnings = checkAll(form, answers, env).warnings
  return pages.map((page) => {
    const groups: { name?: string; rows: SummaryRow[] }[] = []
    for (const field of page.fields) {
      const said = saying(form, answers, env, field, read)
      if (said === undefined) continue
      const name = field.item ? nameOf(form, field.item, env, read)?.[env.lang] : undefined
      const warning = warnings.find((one) => one.key === field.key)?.message
      const row: SummaryRow = {
        key: field.key,
        label: labelOf(form, field, read, env),
        ...said,
        ...(warning && { warning }),
      }
      const last = groups.at(-1)
      if (last && last.name === name) last.rows.push(row)
      else groups.push({ ...(name && { name }), rows: [row] })
    }
    const heading = env.length === 'full' ? { heading: page.heading[env.lang] } : {}
    return { page: page.id, title: page.title[env.lang], ...heading, groups }
  })
}

/** What a field says in the summary; undefined = nothing. */
function saying(
  form: Form,
  answers: Answers,
  env: Env,
  field: Instance,
  read: Walk['read'],
): Pick<SummaryRow, 'value' | 'estimate'> | undefined {
  const { key } = field
  if (isUnknown(key, read)) return { value: unknown[env.lang] }
  const answer = answers[key]
  const value = read(key)
  if (!answer || value === undefined) return undefined
  // A prefilled amount is an estimate; a prefilled word, yes or no is just an answer.
  const amount = typeof value === 'number' || typeof value === 'object'
  const estimate = read(certaintyOf(key)) === ABOUT || (answer.by === 'preset' && amount)
  return { value: displayValue(form, field, value, env, read), ...(estimate && { estimate: true }) }
}

const unknown = { de: 'weiß ich nicht', en: 'I do not know' }

/** The last page: everything once more, with what is worth a second look. */
export function reviewView(form: Form, answers: Answers, env: Env): ReviewView {
  const walked = walk(form, answers, env)
  const last = walked.pages.at(-1)
  const part = partAt(form, walked, walked.pages.length, env)
  const persons = peopleOf(form, walked, env).length > 1 ? 2 : 1
  return {
    kind: 'review',
    form: form.id,
    length: env.length,
    lang: env.lang,
    page: REVIEW,
    title: reviewTitle[env.lang],
    heading: reviewHeading[env.lang],
    progress: progressAt(walked, walked.pages.length),
    ...(part && { part }),
    back: { page: last?.id ?? REVIEW, title: last?.title[env.lang] ?? '' },
    sections: summary(form, answers, env),
    warnings: checkAll(form, answers, env).warnings.map(({ key, label, message }) => ({
      key,
      label,
      message,
    })),
    persons,
    ...pictureOf(form, walked, env),
  }
}

/** The figures of the review; the short form has drawn its own beside the costs already. */
function pictureOf(form: Form, walked: Walk, env: Env): Pick<ReviewView, 'picture'> {
  const names = Object.entries(form.figures).flatMap(([name, { on }]) => (on.includes(REVIEW) ? [name] : []))
  if (env.length === 'short' || names.length === 0) return {}
  const context = answersAt(walked, readsOfFigures(form, names))
  return { picture: { figures: names, context, today: env.today } }
}

/** The people that the relevant questions are about. */
function peopleOf(form: Form, { instances }: Walk, env: Env): readonly Key[] {
  const lists = slotsFor(form, env.length).filter(({ people }) => people)
  const items = [...instances.values()].flatMap(({ item }) =>
    item && lists.some(({ path }) => patternOf(item) === `${path}[]`) ? [item] : [],
  )
  return [...new Set(items)]
}
