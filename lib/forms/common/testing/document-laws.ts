import { describe, expect, it } from 'vitest'
import { fromDocument, patternOf, relevantAnswers, toDocument, walk } from '@/lib/forms/engine'
import type { Answer, Answers, Env, Form, Json, Key, Path, Value } from '@/lib/forms/engine/types'
import type { Walk } from '@/lib/forms/engine/walk'

/** How many documents: a sample by default, all of them when everything is verified. */
export const lawRuns = (environment: { readonly [name: string]: string | undefined }, all: number): number =>
  Number(environment.LAW_RUNS ?? (environment.VERIFY ? all : 120))
const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

type Leaves = Map<Key, Json>
function leavesOf(json: Json, path = '', found: Leaves = new Map()): Leaves {
  if (typeof json !== 'object' || json === null || Object.keys(json).length === 0)
    return found.set(path, json)
  for (const [name, child] of Object.entries(json)) leavesOf(child, path ? `${path}.${name}` : name, found)
  return found
}

/** Bare amounts close their gaps, so that one after something unreadable stands elsewhere. */
export const gapless = (key: Key, sent: Answers): boolean => {
  const list = key.slice(0, key.lastIndexOf('.'))
  return [...Array(Number(key.slice(list.length + 1))).keys()].every(
    (at) => sent[`${list}.${at}`] !== undefined,
  )
}

function sorted(json: Json): Json {
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) return json.map(sorted)
  const entries = Object.entries(json as { readonly [name: string]: Json })
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => [name, sorted(value)]),
  )
}

/** Another value of the same kind. */
function other(value: Value, options: readonly string[]): Value | undefined {
  if (options.length > 0) return options.find((option) => option !== value)
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return value === '1990-01-01' ? '1990-01-02' : '1990-01-01'
  if (typeof value === 'string' && /^\d{5}$/.test(value)) return value === '50667' ? '50668' : '50667'
  return typeof value === 'string' ? `${value}x` : undefined
}

/** The document places that a change may touch: what the changed questions own, and what follows from them. */
function allowed(form: Form, now: Walk, then: Walk): (leaf: Path) => boolean {
  const keys = [...new Set([...now.instances.keys(), ...then.instances.keys()])].filter(
    (key) => JSON.stringify(now.read(key)) !== JSON.stringify(then.read(key)),
  )
  const changed = new Set(keys.map(patternOf))
  const fields = keys.flatMap((key) => now.instances.get(key) ?? then.instances.get(key) ?? [])
  const lenses = [...now.instances.values()].filter(({ question }) =>
    question.lens ? form.lenses[question.lens]?.reads?.some((path) => changed.has(path)) : false,
  )
  const owns = [...fields, ...lenses].flatMap(({ question: { path, lens, kind } }) => [
    ...(lens ? (form.lenses[lens]?.owns ?? []) : []),
    ...(path ? [path, ...(kind === 'amountOrPercent' ? [`${path}.wert`, `${path}.einheit`] : [])] : []),
  ])
  const follows = [
    ...form.derived.filter(({ reads }) => reads.some((path) => changed.has(path))).flatMap((one) => one.owns),
    ...form.notes
      .filter(({ reads }) => reads.some((path) => changed.has(path)))
      .flatMap(({ to }) => (to === undefined ? [] : [patternOf(to)])),
  ]
  const exact = new Set([...owns, ...follows])
  // Another tag drops what the new variant does not have; an old place moves when anything in it is written.
  const trees = [
    ...owns.filter((path) => path.endsWith('.@type')).map((path) => path.slice(0, -'.@type'.length)),
    ...(form.twins ?? [])
      .filter(({ now: place }) => owns.some((path) => path.startsWith(place)))
      .flatMap((twin) => [twin.old, twin.now]),
    ...owns.filter((path) => form.slots.some((slot) => slot.path === path)),
  ]
  const inside = (leaf: Path, tree: Path) =>
    leaf === tree || leaf.startsWith(`${tree}.`) || leaf.startsWith(`${tree}[`)
  return (leaf) =>
    trees.some((tree) => inside(leaf, tree)) ||
    // What is no object or no list has to give way to what is written below it.
    [...exact].some((path) => inside(leaf, path) || inside(path, leaf))
}

export type LawsOf = {
  form: Form
  runs: number
  tell: (line: string) => void
  /** A document made from the strict model of the form's target, junk among it; the same again for the same seed. */
  document: (seed: number) => Json
  /** An answer as its meaning, where that may be written in several ways. */
  said: (key: Key, answer: Answer | undefined) => unknown
  /** An answer that no document can tell, and why is said there. */
  leavesNoTrace: (key: Key, answer: Answer, sent: Answers) => boolean
}

/** The three laws of the document (architecture §3) over documents made from the strict model, junk among them. */
export function describeLaws({ form, runs, tell, document: make, said, leavesNoTrace }: LawsOf): void {
  /** A busy machine takes a hundred times what an idle one does. */
  const LONG = { timeout: Math.max(60_000, runs * 500) }
  const seeds = Array.from({ length: runs }, (_, at) => at + 1)
  describe('law 1: what was written is read back', () => {
    it(`for the answers of ${runs} documents`, LONG, () => {
      let compared = 0
      for (const seed of seeds) {
        const answers = fromDocument(form, make(seed), env)
        const sent = relevantAnswers(form, answers, env)
        const back = fromDocument(form, toDocument(form, answers, env), env)
        for (const [key, answer] of Object.entries(sent)) {
          if (key.includes('app.') || leavesNoTrace(key, answer, sent)) continue
          compared += 1
          if (JSON.stringify(said(key, back[key])) !== JSON.stringify(said(key, answer)))
            expect({ seed, key, answer: said(key, back[key]) }).toEqual({
              seed,
              key,
              answer: said(key, answer),
            })
        }
      }
      tell(`law 1: ${compared} answers of ${runs} documents came back`)
      expect(compared).toBeGreaterThan(runs * 10)
    })
  })

  describe('law 2: an untouched document stays as it is', () => {
    it(`for ${runs} documents, unknown and invalid values included`, LONG, () => {
      for (const seed of seeds) {
        const document = make(seed)
        const written = toDocument(form, fromDocument(form, document, env), env, document)
        if (JSON.stringify(sorted(written)) !== JSON.stringify(sorted(document)))
          expect({ seed, written }).toEqual({ seed, written: document })
      }
      tell(`law 2: ${runs} documents stayed as they were`)
    })
  })

  describe('law 3: a change touches nothing but what it owns', () => {
    it(`for one change in each of ${runs} documents`, LONG, () => {
      let made = 0
      for (const seed of seeds) {
        const document = make(seed)
        const before = fromDocument(form, document, env)
        const then = walk(form, before, env)
        const fields = [...then.instances.values()].filter(
          ({ key, question }) => question.path && then.read(key) !== undefined,
        )
        const field = fields[(seed * 7_919) % Math.max(1, fields.length)]
        const value = field && then.read(field.key)
        if (!field || value === undefined) continue
        const { options } = field.question
        const values = (
          options && 'list' in options ? (form.lists[options.list] ?? []) : (options ?? [])
        ).map((one) => one.value)
        const to = other(value, values)
        if (to === undefined) continue
        made += 1
        const answers: Answers = { ...before, [field.key]: { value: to, by: 'person' } }
        const written = toDocument(form, answers, env, document)
        const [was, is] = [leavesOf(document), leavesOf(written)]
        const touched = [...new Set([...was.keys(), ...is.keys()])].filter(
          (key) => JSON.stringify(was.get(key)) !== JSON.stringify(is.get(key)),
        )
        const may = allowed(form, walk(form, answers, env), then)
        const beyond = touched.filter((key) => !may(patternOf(key)))
        if (beyond.length > 0)
          expect({ seed, changed: field.key, from: value, to, beyond }).toEqual({ seed, beyond: [] })
      }
      tell(`law 3: ${made} changes touched only what they own`)
      expect(made).toBeGreaterThan(runs / 2)
    })
  })
}
