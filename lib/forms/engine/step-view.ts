import { echo } from '@/lib/forms/kinds'
import { bindBounds } from './bounds'
import { presetOf, rawOf } from './changes'
import { optionsOf } from './demand'
import { bindCondition, bindPath, patternOf } from './paths'
import { variantsOf } from './texts'
import type { Answers, Env, Form, Key, Lang, Value } from './types'
import type { FieldView, Finding, FoldView, GroupView, Progress, StepView, VariantView } from './view'
import { type Candidate, nameOf, REVIEW, readsOfQuestion, type Walk, type WalkPage, walk } from './walk'

export const reviewTitle = { de: 'Prüfen', en: 'Check' }

/** What the browser gets of one page; null when no such page is asked for with these answers. */
export function stepView(
  form: Form,
  answers: Answers,
  env: Env,
  page: string,
  extra: { errors?: readonly Finding[]; warnings?: readonly Finding[] } = {},
): StepView | null {
  const walked = walk(form, answers, env)
  const at = walked.pages.findIndex((one) => one.id === page)
  const shown = walked.pages[at]
  if (!shown) return null
  const before = walked.pages[at - 1]
  const after = walked.pages[at + 1]
  const fields = shown.candidates.map((candidate) => fieldView(form, answers, env, candidate))
  const folds = (shown.step.folds ?? []).filter((fold) => fields.some((field) => field.fold === fold.id))
  return {
    kind: 'step',
    form: form.id,
    formVersion: form.version,
    length: env.length,
    lang: env.lang,
    env,
    page,
    title: shown.title[env.lang],
    heading: shown.heading[env.lang],
    ...(shown.step.intro && { intro: shown.step.intro[env.lang] }),
    progress: progressAt(walked, at),
    back: before ? { page: before.id, title: before.title[env.lang] } : null,
    next: after
      ? { page: after.id, title: after.title[env.lang] }
      : { page: REVIEW, title: reviewTitle[env.lang] },
    fields,
    groups: groupsOf(form, shown.candidates, env.lang),
    folds: folds.map(
      (fold): FoldView => ({ id: fold.id, summary: fold.summary[env.lang], figure: fold.figure }),
    ),
    figures: shown.step.figures ?? [],
    context: contextOf(form, walked, shown),
    errors: extra.errors ?? [],
    warnings: extra.warnings ?? [],
  }
}

/** 1-based place among the relevant pages, review included; minutes only where every page's time is known. */
export function progressAt({ pages }: Walk, at: number): Progress {
  const left = pages.slice(at).map((page) => page.step.seconds)
  const seconds = left.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
    0,
  )
  const minutes = seconds === undefined || seconds === 0 ? undefined : Math.ceil(seconds / 30) / 2
  return { at: at + 1, of: pages.length + 1, ...(minutes !== undefined && { minutes }) }
}

function fieldView(form: Form, answers: Answers, env: Env, candidate: Candidate): FieldView {
  const { question, item, key } = candidate
  const { lang } = env
  const answer = answers[key] ?? seenPreset(form, answers, env, candidate)
  const value = answer && 'value' in answer ? answer.value : undefined
  const said = value === undefined ? undefined : echo(question.kind, value, lang)
  return {
    key,
    kind: question.kind,
    label: views(variantsOf(question.label), item, lang),
    required: candidate.required,
    raw: rawOf(answer, question, lang),
    ...(question.hint && { hint: views(variantsOf(question.hint), item, lang) }),
    ...(question.help && { help: { title: question.help.title[lang], text: question.help.text[lang] } }),
    ...(question.unit && { unit: question.unit[lang] }),
    ...(candidate.when !== true && { when: candidate.when }),
    ...(question.bounds && { bounds: bindBounds(question.bounds, item) }),
    ...(question.options && {
      options: (optionsOf(form, question) ?? []).map((option) => ({
        value: option.value,
        label: option.label[lang],
        ...(option.hint && { hint: option.hint[lang] }),
        ...(option.when && { when: bindCondition(option.when, item) }),
      })),
    }),
    ...(question.fold && { fold: question.fold }),
    ...(question.autocomplete && { autocomplete: question.autocomplete }),
    ...(question.monthMeans && { monthMeans: question.monthMeans }),
    ...(question.missing && { missing: question.missing[lang] }),
    ...(question.moves && {
      moves: question.moves.map((move) => ({
        value: move.value,
        from: bindPath(move.from, item),
        to: bindPath(move.to, item),
      })),
    }),
    ...(answer && { by: answer.by }),
    ...(said && { echo: said }),
    ...(item && { item }),
  }
}

function seenPreset(form: Form, answers: Answers, env: Env, candidate: Candidate) {
  if (!candidate.relevant || !candidate.question.preset) return undefined
  const value = presetOf(form, answers, candidate, env)
  return value === undefined ? undefined : { value, by: 'preset' as const }
}

function views(variants: ReturnType<typeof variantsOf>, item: Key | null, lang: Lang): VariantView[] {
  return variants.map((one) => ({
    text: one.text[lang],
    ...(one.when && { when: bindCondition(one.when, item) }),
  }))
}

/** Items with a name stand under it, but only where there is another one to tell them from. */
function groupsOf(form: Form, candidates: readonly Candidate[], lang: Lang): GroupView[] {
  const items = [...new Set(candidates.map((candidate) => candidate.item).filter((item) => item !== null))]
  return items.flatMap((item): GroupView[] => {
    const name = nameOf(form, item)
    const others = candidates.filter(
      (one) =>
        one.item && one.item !== item && patternOf(one.item) === patternOf(item) && nameOf(form, one.item),
    )
    if (!name || others.length === 0) return []
    const open = others.flatMap(({ when }) => (when === true ? [] : [when]))
    if (open.length < others.length) return [{ item, name: name[lang] }]
    const apart = new Map(open.map((when) => [JSON.stringify(when), when]))
    return [{ item, name: name[lang], when: { any: [...apart.values()] } }]
  })
}

/** Exactly the earlier answers that this page's conditions, bounds, labels and figures declare. */
function contextOf(form: Form, walked: Walk, shown: WalkPage): { [key: Key]: Value } {
  const own = new Set(shown.candidates.map((candidate) => candidate.key))
  const wanted = [
    ...shown.candidates.flatMap(({ question, item }) =>
      readsOfQuestion(question).map((path) => bindPath(path, item)),
    ),
    ...(shown.step.figures ?? []).flatMap((name) => form.figures[name]?.reads ?? []),
  ]
  const context: { [key: Key]: Value } = {}
  for (const path of wanted) {
    for (const key of path.includes('[]') ? everyKey(walked, path) : [path]) {
      const value = own.has(key) ? undefined : walked.read(key)
      if (value !== undefined) context[key] = value
    }
  }
  return context
}

function everyKey({ instances }: Walk, path: string): Key[] {
  return [...instances.keys()].filter((key) => patternOf(key) === path)
}
