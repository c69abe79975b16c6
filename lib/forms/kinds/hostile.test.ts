import { describe, expect, it } from 'vitest'
import { applyChanges, keyOf, walk } from '../engine'
import type { Kind, Lang, Raw } from '../engine/types'
import { formFor } from '../index'
import { parse } from './index'

/**
 * A text of 250 kB costs what one of 64 characters costs, whatever it is made of and whichever question gets it. Times are compared
 * within one run only.
 */
const SIZE = 250_000
/** A busy machine makes a time some times longer; the square of 250,000 would be millions of times that of 64. */
const MOST = 25
const pieces: { readonly [name: string]: string } = {
  digits: '1',
  zeros: '0',
  'zeros behind a comma': '0,0',
  groups: '.000',
  blanks: ' ',
  'no-break blanks': '\u00a0',
  lines: '\r\n',
  apostrophes: "1'",
  'direction marks': '\u200f',
  'marks out of order': '\u0315\u0316',
  'digits of another script': '\u0967',
  letters: 'a',
  'decomposed letters': 'a\u0308',
  families: '👨‍👩‍👧‍👦',
  'half characters': '\ud800',
  'at signs': 'a@',
  dots: 'a.',
  hyphens: '-',
  brackets: '(',
  'euro signs': '€',
  percents: '%',
  'thousands of thousands': '1 tsd ',
}
const kinds: { readonly [kind in Kind]: true } = {
  'money-eur': true,
  'money-eur-monthly': true,
  'money-eur-yearly': true,
  amountOrPercent: true,
  percent: true,
  number: true,
  integer: true,
  count: true,
  months: true,
  years: true,
  year: true,
  'area-m2': true,
  date: true,
  plz: true,
  text: true,
  'text-long': true,
  email: true,
  phone: true,
  choice: true,
  boolean: true,
  country: true,
  iban: true,
  bic: true,
  taxid: true,
}
const every = Object.keys(kinds) as Kind[]
const filled = (piece: string, size: number) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
const ofSize = (size: number) => Object.values(pieces).map((piece) => `1${filled(piece, size - 2)}x`)
const shapes = (text: string): Raw[] => [text, { wert: text, einheit: 'EURO' }, { wert: '1', einheit: text }]

/** Milliseconds of the fastest of some runs: what else the machine does only ever adds. */
function fastest(work: () => void, runs = 3): number {
  const times = Array.from({ length: runs }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
  return Math.min(...times)
}

/** How many times longer than another one; where something else ran meanwhile, both are measured again. */
function ratio(work: () => void, usual: () => void): number {
  const ratios: number[] = []
  do ratios.push(fastest(work) / fastest(usual))
  while (ratios.length < 5 && Math.min(...ratios) >= MOST)
  return Math.min(...ratios)
}

describe('hostile texts', () => {
  const readAll = (kind: Kind, texts: readonly string[], lang: Lang) => () => {
    for (const text of texts) for (const raw of shapes(text)) parse(kind, raw, lang)
  }

  it.each(every)(
    'a %s of 250 kB is answered with its own message, as fast as one of 64 characters',
    (kind) => {
      const [long, short] = [ofSize(SIZE), ofSize(64)]
      for (const text of long) expect(parse(kind, text, 'de').kind).toBe('error')
      for (const lang of ['de', 'en'] as const) {
        expect(ratio(readAll(kind, long, lang), readAll(kind, short, lang)), lang).toBeLessThan(MOST)
      }
    },
  )

  it('the longest text that is read costs what plain letters of its length cost', () => {
    const read = (piece: string) => () => void parse('text-long', filled(piece, 10_000), 'de')
    for (const [name, piece] of Object.entries(pieces))
      expect(ratio(read(piece), read('abc def ')), name).toBeLessThan(MOST)
  })

  it('marks piled up on one letter are answered without being put in order', () => {
    expect(parse('text-long', `a${'\u0315'.repeat(40)}${'\u0316'.repeat(40)}`, 'de').kind).toBe('error')
    expect(parse('text-long', `a${'\u0315'.repeat(15)}${'\u0316'.repeat(15)}`, 'de').kind).toBe('value')
  })

  it('an answer of 250 kB is stored as typed and read as fast as a short one, by the engine too', () => {
    const forms = (['baufinanzierung', 'ratenkredit'] as const).flatMap((product) => formFor(product) ?? [])
    const env = { length: 'full', lang: 'de', today: '2026-07-01' } as const
    const seen = new Set<Kind>()
    for (const form of forms)
      for (const question of form.steps.flatMap((step) => step.questions)) {
        const key = keyOf(question).replaceAll('#[]', '1').replaceAll('[]', '.0')
        if (seen.has(question.kind) || !question.in.includes('full')) continue
        const answered = (text: string) => {
          const to = question.kind === 'amountOrPercent' ? { wert: text, einheit: 'EURO' } : text
          const { answers, ignored } = applyChanges(form, {}, [{ key, from: null, to }], env)
          expect(ignored, key).toBe(0)
          if (text.length > SIZE) expect(answers[key]).toMatchObject({ raw: to })
          expect(walk(form, answers, env).complete).toBe(false)
        }
        seen.add(question.kind)
        for (const piece of ['0', '1,', ' 1', 'a@']) {
          const read = (size: number) => () => answered(`x${filled(piece, size)}@`)
          expect(ratio(read(SIZE), read(62)), key).toBeLessThan(MOST)
        }
      }
    expect(seen.size).toBeGreaterThan(15)
  })
})
