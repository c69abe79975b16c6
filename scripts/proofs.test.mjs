import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from './paths.mjs'

/** The rows of a table whose first cell is a number or a name like S1: `{id, requirement, proof, remark}`. */
function rowsOf(name) {
  return readFileSync(inRoot('docs', name), 'utf8')
    .split('\n')
    .filter((line) => /^\| [SP]?\d+ \|/.test(line))
    .map((line) => {
      const [id, requirement, proof, remark] = line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim())
      return { id, requirement, proof, remark }
    })
}

const faults = rowsOf('faults.md')
const requirements = rowsOf('security.md')
const accessibility = rowsOf('accessibility.md')

/** `path` › "exact title", one or more in a cell. */
const proofsIn = (cell) =>
  [...cell.matchAll(/`([^`]+)` › "(.+?)"(?=\s*(?:$|<br>|[,;(]|`|and\b))/g)].map(([, file, title]) => ({
    file,
    title,
  }))
const filesIn = (cell) =>
  [...cell.matchAll(/`([\w./-]+\/[\w./-]+\.(?:md|ts|mjs|yml))`/g)].map(([, file]) => file)

/** The title as it stands in the source, whatever quotes it has there. */
function isTitleIn(source, title) {
  const written = ["'", '"', '`'].map((quote) => quote + title.replaceAll(quote, `\\${quote}`) + quote)
  return written.some((text) => source.includes(text))
}

const all = Object.entries({ faults, security: requirements, accessibility }).flatMap(([table, rows]) =>
  rows.map((row) => [table, row]),
)

it.each(all.map(([table, row]) => [table, row.id, row]))(
  '%s %s: each file and each title exists',
  (_, id, row) => {
    const proofs = proofsIn(row.proof)
    for (const { file, title } of proofs) {
      expect(existsSync(inRoot(file)), `${id}: ${file}`).toBe(true)
      expect(isTitleIn(readFileSync(inRoot(file), 'utf8'), title), `${id}: ${file} › ${title}`).toBe(true)
    }
    for (const file of [...filesIn(row.proof), ...filesIn(row.remark)])
      expect(existsSync(inRoot(file)), `${id}: ${file}`).toBe(true)
    // A proof that is written in another way would be looked at by nobody.
    expect(proofs).toHaveLength(row.proof.split('›').length - 1)
  },
)

describe('the tables', () => {
  const range = (letter, last) => Array.from({ length: last }, (_, at) => `${letter}${at + 1}`)
  const isEmpty = ({ proof, remark }) => !proof && !remark

  it('security.md has each requirement once, with a proof or a reason', () => {
    expect(requirements.map(({ id }) => id)).toEqual([...range('S', 40), ...range('P', 15)])
    expect(requirements.filter(isEmpty).map(({ id }) => id)).toEqual([])
  })

  it('security.md has a test for each requirement of issue 4, or says why there is none to run', () => {
    const later = new Set(['S18'])
    const named = [
      ...range('S', 8),
      ...range('S', 15).slice(9),
      ...range('S', 27).slice(19),
      ...range('S', 36).slice(31),
      'S38',
      'S39',
      'S40',
    ]
    const proven = new Set(requirements.flatMap(({ id, proof }) => (proofsIn(proof).length > 0 ? [id] : [])))
    // S11 is about the embed, which does not exist yet.
    expect(named.filter((id) => !proven.has(id) && !later.has(id) && id !== 'S11')).toEqual([])
  })

  it('faults.md has each of the 48 rows once, with a proof or a reason', () => {
    expect(faults.map(({ id }) => Number(id))).toEqual(Array.from({ length: 48 }, (_, at) => at + 1))
    expect(faults.filter(isEmpty).map(({ id }) => id)).toEqual([])
  })

  it('accessibility.md has each of the rows 1 to 21 once, each with a test', () => {
    expect(accessibility.map(({ id }) => Number(id))).toEqual(Array.from({ length: 21 }, (_, at) => at + 1))
    expect(accessibility.filter(({ proof }) => proofsIn(proof).length === 0).map(({ id }) => id)).toEqual([])
  })
})
