import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyse } from 'scslre'
import ts from 'typescript'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parse } from '@/lib/forms/kinds'

/**
 * No pattern that meets a stranger's text may take more than linear time: a text of 200,000 digits once held both app processes until
 * their supervisor ended them. Every regular expression of the product is looked at, since nobody can say for ever which ones meet input.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const product = ['lib', 'app', 'components', 'worker', 'proxy.ts']
/** Files that build patterns at run time; what they build is recorded below. */
const building = ['lib/cases/europace/beyond-schema.ts', 'lib/forms/kinds/decimal.ts']

const isSource = (name) => /\.(ts|tsx|mjs)$/.test(name) && !/\.(test|fixture|d)\./.test(name)
const filesIn = (path) =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path)).flatMap((name) => filesIn(join(path, name)))
    : isSource(path)
      ? [path]
      : []

function patternsOf(path) {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(root, path), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  const found = { literals: [], builds: false }
  const visit = (node) => {
    if (ts.isRegularExpressionLiteral(node)) found.literals.push(node.text)
    if (ts.isNewExpression(node) || ts.isCallExpression(node))
      found.builds ||= node.expression.getText(source) === 'RegExp'
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Why a pattern can take longer than linear time; empty: it cannot. */
function slowness(literal) {
  const end = literal.lastIndexOf('/')
  const { reports } = analyse({ source: literal.slice(1, end), flags: literal.slice(end + 1) })
  return reports.map(({ type, exponential }) => (exponential ? `${type}, exponential` : type))
}

const sources = product.flatMap(filesIn).map((path) => ({ path, ...patternsOf(path) }))

describe('regular expressions', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('sees the slow ones among patterns', () => {
    // As they stood here, and the best known one.
    for (const slow of [
      '/0+$/',
      "/^[\\d.,' ]*\\d[\\d.,' ]*$/",
      '/^[\\p{Cf}\\s]+|[\\p{Cf}\\s]+$/gu',
      '/^(a+)+$/',
    ])
      expect(slowness(slow), slow).not.toEqual([])
    expect(sources.flatMap(({ literals }) => literals).length).toBeGreaterThan(150)
  })

  it('run in linear time everywhere in the product', () => {
    const slow = sources.flatMap(({ path, literals }) =>
      literals.flatMap((literal) => slowness(literal).map((why) => `${path} ${literal}: ${why}`)),
    )
    expect(slow).toEqual([])
  })

  it('run in linear time where they are built at run time, too', async () => {
    expect(sources.filter(({ builds }) => builds).map(({ path }) => path)).toEqual(building)
    const built = new Set()
    class Recorded extends RegExp {
      constructor(source, flags) {
        super(source, flags)
        built.add(`/${source}/${flags ?? ''}`)
      }
    }
    vi.stubGlobal('RegExp', Recorded)
    const numbers = [
      'money-eur',
      'money-eur-monthly',
      'money-eur-yearly',
      'amountOrPercent',
      'percent',
      'number',
    ]
    for (const kind of [...numbers, 'integer', 'count', 'months', 'years', 'area-m2'])
      for (const raw of ['12', { wert: '12', einheit: 'EURO' }, 'kein']) parse(kind, raw, 'de')
    // These are built once, from a list of places of our own.
    vi.resetModules()
    await import('@/lib/cases/europace/beyond-schema')
    vi.unstubAllGlobals()
    expect(built.size).toBeGreaterThan(10)
    expect([...built].flatMap((literal) => slowness(literal).map((why) => `${literal}: ${why}`))).toEqual([])
  })
})
