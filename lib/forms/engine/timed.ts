import type { Answers, Env, Form } from './types'
import type { StepView } from './view'
import { walk } from './walk'

/** Seconds that a page of a step takes, by the step's id; a step that is missing has not been measured. */
export type Pace = { readonly [step: string]: number }

/** The view with the minutes left until the review, where the pace of every page to come is known. */
export function timed(view: StepView, form: Form, answers: Answers, env: Env, pace: Pace): StepView {
  const { pages } = walk(form, answers, env)
  const left = pages.slice(view.progress.at - 1).map(({ step }) => pace[step.id])
  const seconds = left.reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0)
  if (Number.isNaN(seconds) || seconds === 0) return view
  return { ...view, progress: { ...view.progress, minutes: Math.ceil(seconds / 30) / 2 } }
}
