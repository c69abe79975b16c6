import { echo } from '@/lib/forms/kinds'
import type { Adjusted } from './adjust'
import { bindBounds } from './bounds'
import { certaintyOf, certaintyQuestion } from './certainty'
import { presetOf, rawOf } from './changes'
import { optionsOf } from './demand'
import { listView, placeView } from './list-view'
import { nameOf, withNames } from './names'
import { partAt } from './parts'
import { bindCondition, bindPath, isFirst, patternOf } from './paths'
import { variantsOf } from './texts'
import type { Answers, Env, Form, Key, Lang, Value } from './types'
import type { FieldView, Finding, FoldView, GroupView, Progress, StepView, VariantView } from './view'
import { type Candidate, REVIEW, readsOfQuestion, type Walk, type WalkPage, walk } from './walk'

export const reviewTitle = { de: 'Prüfen', en: 'Check' }

/** What the browser gets of one page; null when no such page is asked for with these answers. */
export function stepView(
  form: Form,
  answers: Answers,
  env: Env,
  page: string,
  extra: { errors?: readonly Finding[]; warnings?: readonly Finding[]; adjusted?: readonly Adjusted[] } = {},
): StepView | null {
  const walked = walk(form, answers, env)
  const at = walked.pages.findIndex((one) => one.id === page)
  const shown = walked.pages[at]
  if (!shown) return null
  const before = walked.pages[at - 1]
  const after = walked.pages[at + 1]
  const fields = shown.candidates.map((candidate) => fieldView(form, answers, env, candidate))
  const lists = shown.lists.flatMap((one) => listView(form, walked, env, one) ?? [])
  const part = partAt(form, walked, at, env)
  const place = placeView(form, walked, env, shown)
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
    ...(shown.step.intro && {
      intro: withNames(shown.step.intro[env.lang], shown.item, { form, env, read: walked.read }),
    }),
    progress: progressAt(walked, at),
    back: before ? { page: before.id, title: before.title[env.lang] } : null,
    next: after
      ? { page: after.id, title: after.title[env.lang] }
      : { page: REVIEW, title: reviewTitle[env.lang] },
    fields,
    groups: groupsOf(form, walked, shown.candidates, env),
    folds: folds.map(
      (fold): FoldView => ({ id: fold.id, summary: fold.summary[env.lang], figure: fold.figure }),
    ),
    figures: figuresOf(form, shown, env),
    context: contextOf(form, walked, shown, env),
    errors: extra.errors ?? [],
    warnings: extra.warnings ?? [],
    ...(part && { part }),
    ...(lists.length > 0 && { lists }),
    ...(place && { place }),
    ...(extra.adjusted && extra.adjusted.length > 0 && { adjusted: extra.adjusted }),
  }
}

/** 1-based place among the relevant pages, review included. */
export const progressAt = ({ pages }: Walk, at: number): Progress => ({ at: at + 1, of: pages.length + 1 })

function fieldView(form: Form, answers: Answers, env: Env, candidate: Candidate): FieldView {
  const { question, item, key } = candidate
  const { lang } = env
  const named: Named = { form, env, read: walk(form, answers, env).read }
  const sure = question.certainty?.includes(env.length) ? certaintyOf(key) : undefined
  const answer = answers[key] ?? seenPreset(form, answers, env, candidate)
  const value = answer && 'value' in answer ? answer.value : undefined
  const said = value === undefined ? undefined : echo(question.kind, value, lang)
  return {
    key,
    kind: question.kind,
    label: views(variantsOf(question.label), item, named),
    required: candidate.required,
    raw: rawOf(answer, question, lang),
    ...(question.hint && { hint: views(variantsOf(question.hint), item, named) }),
    ...(question.help && { help: { title: question.help.title[lang], text: question.help.text[lang] } }),
    ...(question.unit && { unit: question.unit[lang] }),
    ...(candidate.when !== true && { when: candidate.when }),
    ...(question.bounds && { bounds: bindBounds(question.bounds, item) }),
    ...(question.options && {
      options: (optionsOf(form, question) ?? []).map((option) => ({
        value: option.value,
        label: withNames(option.label[lang], item, named),
        ...(option.hint && { hint: option.hint[lang] }),
        ...(option.when && { when: bindCondition(option.when, item) }),
      })),
    }),
    ...(question.fold && { fold: question.fold }),
    // What a browser knows is about the person who types.
    ...(question.autocomplete && (!item || isFirst(item)) && { autocomplete: question.autocomplete }),
    ...(question.monthMeans && { monthMeans: question.monthMeans }),
    ...(question.missing && { missing: withNames(question.missing[lang], item, named) }),
    ...(question.moves && {
      moves: question.moves.map((move) => ({
        value: move.value,
        from: bindPath(move.from, item),
        to: bindPath(move.to, item),
      })),
    }),
    ...(answer && { by: answer.by }),
    ...(question.preset && { prefilled: true }),
    ...(said && { echo: said }),
    ...(item && { item }),
    ...(question.suggest && { suggest: question.suggest }),
    ...(question.figure && { figure: question.figure }),
    ...(sure && { certainty: certaintyView(form, answers, candidate, sure, lang) }),
  }
}

function certaintyView(
  form: Form,
  answers: Answers,
  { question }: Candidate,
  key: Key,
  lang: Lang,
): NonNullable<FieldView['certainty']> {
  const asked = certaintyQuestion(question, key)
  const options = optionsOf(form, asked) ?? []
  return {
    key,
    raw: rawOf(answers[key], asked, lang),
    options: options.map(({ value, label }) => ({ value, label: label[lang] })),
  }
}

function seenPreset(form: Form, answers: Answers, env: Env, candidate: Candidate) {
  if (!candidate.relevant || !candidate.question.preset) return undefined
  const value = presetOf(form, answers, candidate, env)
  return value === undefined ? undefined : { value, by: 'preset' as const }
}

type Named = Parameters<typeof withNames>[2]

function views(variants: ReturnType<typeof variantsOf>, item: Key | null, named: Named): VariantView[] {
  return variants.map((one) => ({
    text: withNames(one.text[named.env.lang], item, named),
    ...(one.when && { when: bindCondition(one.when, item) }),
  }))
}

/** Items with a name stand under it, but only where there is another one to tell them from. */
function groupsOf(form: Form, { read }: Walk, candidates: readonly Candidate[], env: Env): GroupView[] {
  const called = (item: Key) => nameOf(form, item, env, read)
  const items = [...new Set(candidates.map((candidate) => candidate.item).filter((item) => item !== null))]
  return items.flatMap((item): GroupView[] => {
    const name = called(item)
    const others = candidates.filter(
      (one) => one.item && one.item !== item && patternOf(one.item) === patternOf(item) && called(one.item),
    )
    if (!name || others.length === 0) return []
    const open = others.flatMap(({ when }) => (when === true ? [] : [when]))
    if (open.length < others.length) return [{ item, name: name[env.lang] }]
    const apart = new Map(open.map((when) => [JSON.stringify(when), when]))
    return [{ item, name: name[env.lang], when: { any: [...apart.values()] } }]
  })
}

/** The figures of a page that have everything they need. */
function figuresOf(form: Form, { step }: WalkPage, env: Env): readonly string[] {
  return (step.figures ?? []).filter((name) => {
    const needs = form.figures[name]?.needs
    return needs === undefined || env.shows?.includes(needs)
  })
}

/** Exactly the earlier answers that this page's conditions, bounds, labels and figures declare. */
function contextOf(form: Form, walked: Walk, shown: WalkPage, env: Env): { [key: Key]: Value } {
  const own = new Set(shown.candidates.map((candidate) => candidate.key))
  const wanted = [
    ...shown.candidates.flatMap(({ question, item }) =>
      readsOfQuestion(question).map((path) => bindPath(path, item)),
    ),
    ...readsOfFigures(form, figuresOf(form, shown, env)),
  ]
  return answersAt(walked, wanted, own)
}

export const readsOfFigures = (form: Form, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => form.figures[name]?.reads ?? [])

/** What is answered at these paths, of every item where they have lists, except at `own`. */
export function answersAt(
  walked: Walk,
  paths: readonly string[],
  own: ReadonlySet<Key> = new Set(),
): { [key: Key]: Value } {
  const wanted = new Set(paths)
  const listed = [...walked.instances.keys()].filter((key) => wanted.has(patternOf(key)))
  const context: { [key: Key]: Value } = {}
  for (const key of [...wanted, ...listed]) {
    const value = own.has(key) || key.includes('[]') ? undefined : walked.read(key)
    if (value !== undefined) context[key] = value
  }
  return context
}
