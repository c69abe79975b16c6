import { applyChanges, checkPage, evaluate, seePresets, stepView, walk } from '@/lib/forms/engine'
import type { Answers, Env, Form, Key, Raw } from '@/lib/forms/engine/types'
import type { Persona } from './persona'

export type JourneyPage = {
  page: string
  /** Every question of the page in the end, with what was typed and what is stored. */
  asked: readonly {
    key: Key
    label: string
    required: boolean
    /** Folded away until the person opens it. */
    folded: boolean
    typed: Raw | null
    answer: Answers[Key] | undefined
  }[]
  warnings: readonly string[]
  next: string
}
export type Journey =
  | { kind: 'done'; answers: Answers; pages: readonly JourneyPage[] }
  /** The form asked for something that the persona does not answer, or refused an answer. */
  | {
      kind: 'stuck'
      page: string
      errors: readonly string[]
      answers: Answers
      pages: readonly JourneyPage[]
    }

export const envOf = (persona: Persona, today: string): Env => ({
  length: 'short',
  lang: persona.lang,
  today,
})

/** Fills in the form as a person would: page by page, in the order of the walk. Pure. */
export function fillIn(form: Form, persona: Persona, env: Env): Journey {
  let answers: Answers = {}
  const pages: JourneyPage[] = []
  for (const { page, typed } of persona.pages) {
    answers = seePresets(form, answers, env, page)
    for (const [key, to] of Object.entries(typed)) {
      const before =
        stepView(form, answers, env, page)?.fields.find((field) => field.key === key)?.raw ?? null
      answers = applyChanges(form, answers, [{ key, from: before, to }], env).answers
    }
    const { errors, warnings } = checkPage(form, answers, env, page)
    if (errors.length > 0) {
      return {
        kind: 'stuck',
        page,
        answers,
        pages,
        errors: errors.map(({ key, message }) => `${key}: ${message}`),
      }
    }
    const { pages: walked, read } = walk(form, answers, env)
    const at = walked.findIndex(({ id }) => id === page)
    const labels = new Map(
      stepView(form, answers, env, page)?.fields.map(({ key, label }) => [
        key,
        label.find(({ when }) => !when || evaluate(when, read, env))?.text,
      ]),
    )
    pages.push({
      page,
      asked: (walked[at]?.fields ?? []).map(({ key, required, question }) => ({
        key,
        required,
        folded: question.fold !== undefined,
        label: labels.get(key) ?? key,
        typed: typed[key] ?? null,
        answer: answers[key],
      })),
      warnings: warnings.map(({ key, message }) => `${key}: ${message}`),
      next: walked[at + 1]?.id ?? '',
    })
  }
  const { complete, firstOpen } = walk(form, answers, env)
  return complete
    ? { kind: 'done', answers, pages }
    : { kind: 'stuck', page: firstOpen ?? '', answers, pages, errors: ['not complete'] }
}
