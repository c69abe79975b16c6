import {
  addItem,
  adjust,
  applyChanges,
  checkPage,
  evaluate,
  seePresets,
  stepView,
  summary,
  walk,
} from '@/lib/forms/engine'
import { isCertainty } from '@/lib/forms/engine/certainty'
import type { Answer, Answers, Env, Form, Key, Lang, Raw, Read } from '@/lib/forms/engine/types'
import type { StepView, VariantView } from '@/lib/forms/engine/view'

/**
 * A made-up applicant: what they would type, by control name. The journey finds the pages; an answer that no page asks
 * for is a mistake of the persona.
 */
export type Applicant = { id: string; says: string; lang: Lang; typed: { readonly [key: Key]: Raw } }

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
export function fillInFull(form: Form, persona: Applicant, env: Env): FullJourney {
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
  { typed }: Applicant,
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
  { typed }: Applicant,
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

function understood(answer: Answer | undefined): string {
  if (!answer) return '(open)'
  return 'value' in answer ? JSON.stringify(answer.value) : `not understood: ${JSON.stringify(answer.raw)}`
}

const pageAsText = ({ page, heading, asked: fields, lists, adjusted, warnings }: FullPage): string =>
  [
    `${page} · ${heading}`,
    ...fields.map(({ label, typed, answer }) => {
      const from = typed !== null ? JSON.stringify(typed) : answer?.by === 'preset' ? '(prefilled)' : ''
      return `  ${label}: ${from && `${from} → `}${understood(answer)}`
    }),
    ...lists.map((list) => `  [${list}]`),
    ...adjusted.map((one) => `  ~ ${one}`),
    ...warnings.map((warning) => `  ! ${warning}`),
  ].join('\n')

/** The journey as a person reviews it: every page with its questions and what was understood. */
export const journeyAsText = (persona: Applicant, { pages }: FullJourney): string =>
  [persona.says, '', ...pages.map(pageAsText), ''].join('\n')

/** What is wrong with how a journey looks: crowded pages, a question told twice, a name left open; empty = nothing. */
export function flawsOf(form: Form, { answers, pages }: FullJourney, env: Env): readonly string[] {
  const crowded = pages.flatMap(({ page, asked: fields }) => {
    const view = stepView(form, answers, env, page)
    const shown = fields.filter(({ key }) => !isCertainty(key)).length
    const folded = view?.fields.filter(({ fold }) => fold !== undefined).length ?? 0
    return env.length === 'full' && shown - folded > 8 ? [`${page} shows ${shown} questions`] : []
  })
  const rows = summary(form, answers, env).flatMap(({ groups }) => groups.flatMap((group) => group.rows))
  const twice = rows
    .filter(({ key }, at) => rows.findIndex((one) => one.key === key) < at)
    .map(({ key }) => `${key} is told twice`)
  const open = rows.filter(({ label, value }) => /\{\w+\}/.test(label.replace('{firma}', '') + value))
  return [...crowded, ...twice, ...open.map(({ label }) => `${label} has a name left open`)]
}
