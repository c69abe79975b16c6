import { describe, expect, it } from 'vitest'
import { formFor } from '.'
import { P } from './baufinanzierung/paths'
import { applyChanges } from './engine/changes'
import type { Form } from './engine/types'

const form = formFor('baufinanzierung')
if (!form) throw new Error('there is a mortgage form')
const env = { length: 'full', lang: 'de', today: '2026-07-01' } as const

/** The form, and how often it has been walked: each walk asks for the slots of the household once. */
function counted(of: Form): { form: Form; walks: () => number } {
  let walks = 0
  const steps = new Proxy(of.steps, {
    get(target, name, receiver) {
      // Only the walk filters the steps for those of the length.
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
