import { describe, expect, it } from 'vitest'
import { formFor } from '.'
import { P } from './baufinanzierung/paths'
import { applyChanges } from './engine/changes'
import type { Form, Lang } from './engine/types'
import { ratenkredit } from './ratenkredit'

const form = formFor('baufinanzierung')
if (!form) throw new Error('there is a mortgage form')
const env = { length: 'full', lang: 'de', today: '2026-07-01' } as const

/** The form, and how often it has been walked: each walk filters its steps by the length once, and nothing else filters them. */
function counted(of: Form): { form: Form; walks: () => number } {
  let walks = 0
  const steps = new Proxy(of.steps, {
    get(target, name, receiver) {
      if (name === 'filter') walks += 1
      return Reflect.get(target, name, receiver)
    },
  })
  return { form: { ...of, steps }, walks: () => walks }
}

describe('changes of one request', () => {
  const walksFor = (count: number) => {
    const { form: watched, walks } = counted(form)
    const keys = form.steps
      .flatMap(({ questions }) => questions)
      .flatMap(({ path, kind, preset }) => (path && kind === 'text' && !preset ? [path] : []))
      .map((path) => path.replaceAll('#[]', '1').replaceAll('[]', '.0'))
    const changes = [...new Set(keys)].slice(0, count).map((key) => ({ key, from: null, to: 'x' }))
    expect(changes).toHaveLength(count)
    const { conflicts } = applyChanges(watched, {}, changes, env)
    expect(conflicts).toEqual([])
    return walks()
  }

  it('are walked together: as often for 15 as for 2', () => {
    expect(walksFor(15)).toBe(walksFor(2))
    expect(walksFor(2)).toBeLessThanOrEqual(3)
  })

  it('are read by what the page asks with all of them, in whatever order they come', () => {
    const changes = [
      { key: P.typ, from: null, to: 'EINFAMILIENHAUS' },
      { key: P.zweck, from: null, to: 'KAUF' },
    ]
    for (const order of [changes, [...changes].reverse()])
      expect(applyChanges(form, {}, order, env).answers).toMatchObject({
        [P.typ]: { value: 'EINFAMILIENHAUS' },
        [P.zweck]: { value: 'KAUF' },
      })
  })
})

describe('an answer that moves along with another', () => {
  const credit = { length: 'short', today: '2026-11-21' } as const
  const work = 'antragsteller1.beschaeftigung'
  const income = (kind: string) => `${work}.${kind}.beschaeftigungsverhaeltnis.nettoeinkommenMonatlich`
  const art = `${work}.beschaeftigungsart`
  const say = (key: string, from: string | null, to: string) => ({ key, from, to })
  const stored = (lang: Lang, text = '1.200') => {
    const first = [say(art, null, 'ANGESTELLTER'), say(income('angestellter'), null, text)]
    return applyChanges(ratenkredit, {}, first, { ...credit, lang }).answers
  }
  const env = { ...credit, lang: 'de' } as const

  it.each([
    [
      'which changed again before it was saved',
      stored('de'),
      [say(art, 'ANGESTELLTER', 'RENTNER'), say(income('arbeiter'), '1.200', '250')],
    ],
    [
      'without script, where its new place was shown empty',
      stored('de'),
      [say(art, 'ANGESTELLTER', 'ARBEITER'), say(income('arbeiter'), null, '250')],
    ],
    [
      'and could not be read in the language it was typed in',
      stored('en'),
      [say(art, 'ANGESTELLTER', 'ARBEITER'), say(income('arbeiter'), null, '1.200')],
    ],
  ])('%s, is no conflict', (_, answers, changes) => {
    const applied = applyChanges(ratenkredit, answers, changes, env)
    expect(applied.conflicts).toEqual([])
    expect(applied.answers[income('arbeiter')]).toMatchObject({
      value: Number(changes[1]?.to.replace('.', '')),
    })
  })

  it('is one still where another window changed it', () => {
    const changes = [say(art, 'ANGESTELLTER', 'ARBEITER'), say(income('arbeiter'), '900', '250')]
    expect(applyChanges(ratenkredit, stored('de'), changes, env).conflicts).toHaveLength(1)
  })
})
