import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Length, Limit, Question } from '@/lib/forms/engine/types'
import { baufinanzierung } from './index'

type CatalogueQuestion = {
  question: string
  kind: string
  tier: string
  label_de: string
  enum?: readonly string[]
  required_in?: readonly string[]
  plausible?: { min?: number | string; max?: number | string }
}
type Leaf = {
  path: string
  audience: string
  tier?: string
  deprecated: boolean
  deprecated_by?: string
  role?: string
}

const asked = (length: Length): readonly Question[] =>
  baufinanzierung.steps
    .filter((step) => step.in.includes(length))
    .flatMap((step) => step.questions.filter((question) => question.in.includes(length)))
const inAnyLength = [...asked('short'), ...asked('full')]

/** Every leaf that a question of this length, its lens or a derived leaf writes. */
function coveredLeaves(length: Length): Set<string> {
  const covered = new Set<string>()
  for (const { owns, in: lengths } of baufinanzierung.derived)
    if (!lengths || lengths.includes(length)) for (const path of owns) covered.add(path)
  for (const { path, ref } of baufinanzierung.slots) if (ref) covered.add(`${path}[].${ref.property}`)
  for (const { path, kind, lens } of asked(length)) {
    if (!path) continue
    covered.add(path)
    if (kind === 'amountOrPercent') for (const part of ['wert', 'einheit']) covered.add(`${path}.${part}`)
    if (lens) for (const leaf of baufinanzierung.lenses[lens]?.owns ?? []) covered.add(leaf)
  }
  return covered
}

/** The leaves that one question of a lens stands for, such as the three of a bank. */
const LENS_LEAVES = /\.(vorwahl|nummer|darlehensgeber\.(@type|produktanbieter|name))$/
/** The catalogue says `number`; the API takes whole numbers only (self-disclosure §3.2). */
const WHOLE = new Set(['finanzierungsobjekt.immobilie.typ.gebaeude.energieEffizienzAusweis.endEnergie'])

/** An item that consists of one amount is nothing without it. */
const MANDATORY_IN_ITS_ITEM = new Set([
  'haushalte[].finanzielleSituation.ausgaben.unterhaltsverpflichtungenMonatlich[]',
])

const offered = ({ options }: Question): readonly string[] =>
  (options && 'list' in options ? (baufinanzierung.lists[options.list] ?? []) : (options ?? [])).map(
    ({ value }) => value,
  )

/** A limit as the catalogue writes it: `1000`, `today+60d`, `currentYear+1`, or the name of another answer. */
function same(limit: Limit, wanted: number | string): boolean {
  if (typeof wanted === 'number') return limit === wanted
  if (typeof limit === 'number') return false
  const [, sign, count, unit] = /^today(?:([+-])(\d+)([yd]))?$/.exec(wanted) ?? []
  if (wanted.startsWith('today')) {
    const size = Number(`${sign ?? ''}${count ?? 0}`)
    return 'today' in limit && (limit.today[unit === 'd' ? 'days' : 'years'] ?? 0) === size
  }
  if (wanted.startsWith('currentYear'))
    return 'thisYear' in limit && limit.thisYear === Number(wanted.replace('currentYear', '') || 0)
  const years = /\+(\d+)y$/.exec(wanted)?.[1]
  return 'of' in limit && (!years || (typeof limit.plus === 'object' && limit.plus.years === Number(years)))
}

describe('the catalogue of questions', () => {
  const file = JSON.parse(readFileSync('docs/reference/catalogue.json', 'utf8'))
  const all = file.questions as CatalogueQuestion[]
  const short = all.filter(({ tier }) => tier === 'short')
  const full = all.filter(({ tier }) => tier !== 'detail')

  it.each([
    ['short', short, 39],
    ['full', full, 241],
  ] as const)('is covered by the %s form', (length, wanted, count) => {
    const covered = coveredLeaves(length)
    const missing = wanted.filter(({ question }) => !covered.has(question)).map(({ question }) => question)
    console.info(`${length}: ${wanted.length - missing.length} of ${wanted.length} questions covered`)
    expect(missing).toEqual([])
    expect(wanted).toHaveLength(count)
  })

  it('reaches every leaf of the consumer that is not deprecated', () => {
    const covered = coveredLeaves('full')
    const bare = (path: string) => path.replace(/<[A-Z_0-9]+>/g, '')
    const leaves = (file.leaves as Leaf[]).filter(
      ({ audience, deprecated, deprecated_by }) => audience === 'consumer' && !deprecated && !deprecated_by,
    )
    const missing = [...new Set(leaves.map(({ path }) => bare(path)))].filter((path) => !covered.has(path))
    console.info(`${leaves.length} leaves of the consumer, ${missing.length} out of reach`)
    expect(missing).toEqual([])
    expect(leaves.length).toBeGreaterThan(400)
  })

  it('agrees on kinds and answers', () => {
    for (const entry of full) {
      const questions = asked('full').filter(({ path, lens }) => path === entry.question && !lens)
      if (questions.length === 0) {
        expect(entry.question, 'only a lens or a fee has no question of its own').toMatch(
          /\.(vorwahl|nummer|wert|einheit|@type|produktanbieter|name)$/,
        )
        continue
      }
      const kinds = WHOLE.has(entry.question) ? ['integer'] : questions.map(({ kind }) => kind)
      expect(WHOLE.has(entry.question) ? ['integer'] : kinds, entry.question).toContain(
        WHOLE.has(entry.question) ? 'integer' : entry.kind,
      )
      const values = questions.flatMap(offered)
      if (entry.enum && values.length > 0)
        for (const value of entry.enum) expect(values, entry.question).toContain(value)
      if (values.length > 0 && entry.enum) {
        const known = new Set(
          all.filter(({ question }) => question === entry.question).flatMap((one) => one.enum ?? []),
        )
        expect(
          values.filter((value) => !known.has(value)),
          entry.question,
        ).toEqual([])
      }
    }
  })

  it.each([
    ['short', short],
    ['full', full],
  ] as const)('agrees on what is mandatory in the %s form', (length, entries) => {
    for (const question of new Set(entries.map((entry) => entry.question))) {
      if (LENS_LEAVES.test(question) || /\.(wert|einheit)$/.test(question)) continue
      const wanted = entries.some(
        (entry) => entry.question === question && entry.required_in?.includes(length),
      )
      if (MANDATORY_IN_ITS_ITEM.has(question)) continue
      const own = asked(length).filter(({ path }) => path === question)
      if (own.length === 0) continue
      const required = own.some((one) => one.required?.includes(length))
      expect({ question, required }).toEqual({ question, required: wanted })
    }
  })

  it('keeps every bound of the catalogue, as a block or as a warning', () => {
    const compared: string[] = []
    const different: string[] = []
    for (const { question, plausible } of full) {
      const questions = asked('full').filter(({ path }) => path === question)
      if (!plausible || questions.length === 0) continue
      const bounds = questions.flatMap((one) => one.bounds ?? [])
      for (const side of ['min', 'max'] as const) {
        const wanted = plausible[side]
        if (wanted === undefined) continue
        const limits = bounds.flatMap((bound): Limit[] =>
          side === 'min' ? ('min' in bound ? [bound.min] : []) : 'max' in bound ? [bound.max] : [],
        )
        compared.push(question)
        if (limits.some((limit) => same(limit, wanted))) continue
        different.push(`${question} ${side} ${wanted}`)
      }
    }
    console.info(`${compared.length} bounds compared, ${different.length} differ on purpose`)
    expect(different.sort()).toEqual(Object.keys(DIFFERENT).sort())
  })

  it('every path of the form is a leaf of the catalogue', () => {
    const known = new Set(all.map(({ question }) => question))
    for (const { path, kind, lens } of inAnyLength) {
      if (!path || lens) continue
      expect(known.has(kind === 'amountOrPercent' ? `${path}.wert` : path), path).toBe(true)
    }
  })
})

/** Bounds that differ on purpose, with the reason. */
const LOANS = [
  'finanzierungsobjekt.darlehenslisteErfassung.darlehensliste[].darlehen',
  'haushalte[].finanzielleSituation.bestehendeImmobilienErfassung.bestehendeImmobilien[].darlehenslisteErfassung.darlehensliste[]',
]
const DIFFERENT: { readonly [place: string]: string } = Object.fromEntries(
  LOANS.flatMap((loan) => [
    [`${loan}.restschuld.aktuell min 1`, 'the question of the short form: blocks at 0, warns below 1,000'],
    [`${loan}.zinsbindungBis min today-1y`, 'self-disclosure §3.4: warns in the past'],
    [`${loan}.zinsbindungBis max today+40y`, 'self-disclosure §3.4: warns beyond 60 months'],
  ]),
)
