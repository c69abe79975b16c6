import {
  addItem,
  adjust,
  applyChanges,
  checkPage,
  evaluate,
  seePresets,
  stepView,
  walk,
} from '@/lib/forms/engine'
import type { Answers, Env, Form, Key, Raw, Read } from '@/lib/forms/engine/types'
import type { StepView, VariantView } from '@/lib/forms/engine/view'
import type { FullPersona } from './build'

export type FullPage = {
  page: string
  heading: string
  asked: readonly { key: Key; label: string; typed: Raw | null; answer: Answers[Key] | undefined }[]
  lists: readonly string[]
  adjusted: readonly string[]
  warnings: readonly string[]
}
export type FullJourney = {
  answers: Answers
  pages: readonly FullPage[]
  errors: readonly string[]
  /** What the persona would have typed and nobody asked. */
  unasked: readonly Key[]
}

const PAGES_AT_MOST = 120

/** Walks through the form as the person would: answers what a page asks, adds the items they have, goes on. Pure. */
export function fillInFull(form: Form, persona: FullPersona, env: Env): FullJourney {
  const left = new Map(Object.entries(persona.typed))
  const pages: FullPage[] = []
  let answers: Answers = {}
  for (let at = 0; at < PAGES_AT_MOST; at += 1) {
    const page = walk(form, answers, env).pages[at]?.id
    if (!page) break
    answers = answerPage(form, answers, env, page, persona, left)
    const mended = adjust(form, answers, env, page)
    answers = mended.answers
    const { errors, warnings } = checkPage(form, answers, env, page)
    const view = stepView(form, answers, env, page)
    if (!view || errors.length > 0)
      return {
        answers,
        pages,
        errors: errors.map(({ key, message }) => `${page}: ${key}: ${message}`),
        unasked: [...left.keys()],
      }
    pages.push({
      page,
      heading: view.heading,
      asked: asked(form, answers, env, page, view, persona),
      lists: (view.lists ?? [])
        .filter(({ when }) => !when || evaluate(when, walk(form, answers, env).read, env))
        .map(
          ({ title, items }) =>
            `${title}: ${items.map(({ name, lines }) => [name, ...lines].join(', ')).join(' · ') || '(none)'}`,
        ),
      adjusted: mended.adjusted.map(({ key, message }) => `${key}: ${message}`),
      warnings: warnings.map(({ key, message }) => `${key}: ${message}`),
    })
  }
  const { complete, firstOpen } = walk(form, answers, env)
  return { answers, pages, errors: complete ? [] : [`${firstOpen} is still open`], unasked: [...left.keys()] }
}

/** Types what the page asks, again as long as an answer brings up another question. */
function answerPage(
  form: Form,
  before: Answers,
  env: Env,
  page: string,
  { typed }: FullPersona,
  left: Map<Key, Raw>,
): Answers {
  let answers = seePresets(form, before, env, page)
  const tried = new Set<Key>()
  for (let more = true; more; ) {
    more = false
    for (const field of stepView(form, answers, env, page)?.fields ?? []) {
      for (const key of [field.key, ...(field.certainty ? [field.certainty.key] : [])]) {
        const to = left.get(key)
        if (to === undefined || tried.has(key) || !walk(form, answers, env).instances.has(key)) continue
        tried.add(key)
        const from = key === field.key ? field.raw : ''
        const applied = applyChanges(form, answers, [{ key, from, to }], env)
        if (applied.conflicts.length === 0) left.delete(key)
        answers = applied.answers
        more = true
      }
    }
  }
  for (const { list, items } of stepView(form, answers, env, page)?.lists ?? []) {
    const wanted = new Set(
      Object.keys(typed).flatMap((key) =>
        key.startsWith(`${list}.`) ? [key.slice(list.length + 1).split('.')[0]] : [],
      ),
    ).size
    for (let count = items.length; count > 0 && count < wanted; count += 1) {
      const added = addItem(form, answers, list, `${count + 1}`, env)
      if (added.kind === 'changed') answers = added.answers
    }
  }
  return answers
}

function asked(
  form: Form,
  answers: Answers,
  env: Env,
  page: string,
  view: StepView,
  { typed }: FullPersona,
): FullPage['asked'] {
  const { pages, instances } = walk(form, answers, env)
  const fields = pages.find(({ id }) => id === page)?.fields ?? []
  const labels = new Map(view.fields.map(({ key, label }) => [key, label.at(-1)?.text ?? key]))
  const read = walk(form, answers, env).read
  return fields.flatMap(({ key }) => {
    const shown = view.fields.find((field) => field.key === key)
    const variants = shown?.label ?? []
    const label = labels.get(key) ?? key
    const sure = shown?.certainty && read(shown.certainty.key)
    return [
      {
        key,
        label: (variants.length > 1 ? labelNow(variants, env, read) : undefined) ?? label,
        typed: typed[key] ?? null,
        answer: answers[key],
      },
      ...(shown?.certainty && sure !== undefined && instances.has(shown.certainty.key)
        ? [
            {
              key: shown.certainty.key,
              label: '  wie genau?',
              typed: typed[shown.certainty.key] ?? null,
              answer: answers[shown.certainty.key],
            },
          ]
        : []),
    ]
  })
}

const labelNow = (variants: readonly VariantView[], env: Env, read: Read): string | undefined =>
  variants.find(({ when }) => !when || evaluate(when, read, env))?.text
