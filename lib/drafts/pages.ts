import {
  type Adjusted,
  type Answers,
  adjust,
  checkPage,
  type Env,
  evaluate,
  type Form,
  reviewView,
  seePresets,
  stepView,
  walk,
} from '@/lib/forms/engine'
import type { VariantView } from '@/lib/forms/engine/view'
import type { Conflict, Intent } from './protocol'

/** Which page an intent leads to, and what that page shows. Pure. */
export const reviewPage = 'pruefen'
export type Shown = {
  answers: Answers
  view: NonNullable<ReturnType<typeof stepView>> | ReturnType<typeof reviewView>
}

/**
 * The page asked for, or the first that is still open when it stands before it: nobody skips a page. A page that its step no longer has
 * (its item is gone) is the last one of the step before it.
 */
export function reachable(form: Form, answers: Answers, env: Env, wanted: string): string {
  const { pages, firstOpen } = walk(form, answers, env)
  const place = (page: string) => pages.findIndex((candidate) => candidate.id === page)
  const [step = '', number = '1'] = wanted.split('/')
  const known = Array.from({ length: Number(number) }, (_, before) => Number(number) - before)
    .map((at) => (at === 1 ? step : `${step}/${at}`))
    .find((page) => page === reviewPage || place(page) >= 0)
  const target = known ?? firstOpen ?? reviewPage
  if (firstOpen === null) return target
  return target === reviewPage || place(target) > place(firstOpen) ? firstOpen : target
}

/** Where `back` leads from here: the page before, or the first page. */
export function pageBefore(form: Form, answers: Answers, env: Env, page: string): string {
  const here = page === reviewPage ? reviewView(form, answers, env) : stepView(form, answers, env, page)
  return here?.back?.page ?? walk(form, answers, env).pages[0]?.id ?? page
}

/** Shows a page: its presets become answers, its warnings stand at their fields, and what was mended is told. */
export function show(
  form: Form,
  answers: Answers,
  env: Env,
  page: string,
  adjusted: readonly Adjusted[] = [],
): Shown {
  const target = reachable(form, answers, env, page)
  if (target !== reviewPage) {
    const seen = seePresets(form, answers, env, target)
    const { warnings } = checkPage(form, seen, env, target)
    const view = stepView(form, seen, env, target, { warnings, adjusted })
    if (view) return { answers: seen, view }
  }
  return { answers, view: reviewView(form, answers, env) }
}

export type Turn =
  | { kind: 'stay' }
  | { kind: 'invalid'; view: NonNullable<ReturnType<typeof stepView>> }
  | { kind: 'show'; page: string; mended?: ReturnType<typeof adjust> }

/** What an intent means on a page. `next` may name where to go on to (`ändern` leads back to the review). */
export function turn(
  form: Form,
  answers: Answers,
  env: Env,
  request: { intent: Intent; page: string; to?: string },
): Turn {
  const { page, to } = request
  switch (request.intent) {
    case 'autosave':
      return { kind: 'stay' }
    case 'load':
    case 'go':
      return { kind: 'show', page: to ?? page }
    case 'back':
      return { kind: 'show', page: pageBefore(form, answers, env, page) }
    case 'next': {
      const here = stepView(form, answers, env, page)
      if (!here) return { kind: 'show', page: to ?? reviewPage }
      // What the form mends by itself is nothing to complain of.
      const mended = adjust(form, answers, env, page)
      const found = checkPage(form, mended.answers, env, page)
      const view = found.errors.length > 0 ? stepView(form, answers, env, page, found) : null
      if (view) return { kind: 'invalid', view }
      const after = stepView(form, mended.answers, env, page)?.next.page ?? reviewPage
      return { kind: 'show', page: to ?? after, mended }
    }
  }
}

/** Names the questions of conflicting answers as the page does. */
export function named(
  form: Form,
  answers: Answers,
  env: Env,
  page: string,
  conflicts: readonly Omit<Conflict, 'label'>[],
): Conflict[] {
  const fields = stepView(form, answers, env, page)?.fields ?? []
  const { read } = walk(form, answers, env)
  const text = (variants: readonly VariantView[]) =>
    variants.find((variant) => !variant.when || evaluate(variant.when, read, env))?.text
  return conflicts.map((conflict) => {
    const field = fields.find((candidate) => candidate.key === conflict.key)
    return { ...conflict, label: (field && text(field.label)) ?? conflict.key }
  })
}
