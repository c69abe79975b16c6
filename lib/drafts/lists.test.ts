import { describe, expect, it } from 'vitest'
import { baufinanzierung as form } from '@/lib/forms/baufinanzierung'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { fillInFull } from '@/lib/forms/common/personas/journey'
import { type Answers, type Env, type Key, walk } from '@/lib/forms/engine'
import { changeList, restoreItem } from './lists'

const env: Env = { length: 'full', lang: 'de', today: '2026-11-21' }
const ITEM = '.@item'

const grown = (answers: Answers): Key[] => Object.keys(answers).filter((key) => key.endsWith(ITEM))
const itemsOf = (answers: Answers) => grown(answers).map((key) => key.slice(0, -ITEM.length))
const listOf = (item: Key) => item.slice(0, item.lastIndexOf('.'))

describe.each(fullPersonas)('$id', (persona) => {
  const { answers } = fillInFull(form, persona, env)

  it('gets back each item that was removed, with all it took along', () => {
    for (const item of itemsOf(answers)) {
      const removed = changeList(form, answers, env, { do: 'remove', item }, 'x')
      if (removed.kind !== 'removed') throw new Error(`${item}: ${removed.kind}`)
      expect(grown(removed.answers).length, item).toBeLessThan(grown(answers).length)
      const restored = restoreItem(form, removed.answers, env, removed.removed)
      expect(restored, item).toMatchObject({ kind: 'restored', answers })
    }
  })

  it('adds what the person saw and one more, however often the button is pressed', () => {
    for (const list of new Set(itemsOf(answers).map(listOf))) {
      const of = walk(form, answers, env).items(list).length
      const once = changeList(form, answers, env, { do: 'add', list, of }, 'neu')
      if (once.kind === 'full') continue
      if (once.kind !== 'added') throw new Error(`${list}: ${once.kind}`)
      expect(walk(form, once.answers, env).items(list)).toHaveLength(of + 1)
      const twice = changeList(form, once.answers, env, { do: 'add', list, of }, 'neuer')
      expect(twice).toEqual(once)
    }
  })
})

it('an item that stands there by itself is the one that "add" means', () => {
  const child = 'haushalte.0.kinderErfassung.kinder'
  const before = fullPersonas.find(({ id }) => id === 'voll-kauf-familie')
  if (!before) throw new Error('There is a family')
  const { answers } = fillInFull(form, before, env)
  const childless = itemsOf(answers)
    .filter((item) => listOf(item) === child)
    .reduce<Answers>((left) => {
      const next = changeList(form, left, env, { do: 'remove', item: `${child}.0` }, 'x')
      return next.kind === 'removed' ? next.answers : left
    }, answers)
  const ask = Object.keys(answers).find(
    (key) => key in answers && !(key in childless) && !key.startsWith(`${child}.`),
  )
  if (!ask) throw new Error('Removing the last child opens the question again')
  const opened: Answers = { ...childless, [ask]: answers[ask] as Answers[string] }
  expect(walk(form, opened, env).items(child)).toEqual([`${child}.0`])
  const added = changeList(form, opened, env, { do: 'add', list: child, of: 0 }, 'neu')
  expect(added).toMatchObject({ kind: 'added', answers: opened })
})

it('what is no list of this form changes nothing', () => {
  for (const item of [
    'haushalte.0',
    'haushalte.0.kinderErfassung.kinder.99',
    'foo.0',
    'haushalte.0.kinderErfassung.kinder.x',
  ])
    expect(changeList(form, {}, env, { do: 'remove', item }, 'x')).toEqual({ kind: 'unknown' })
  expect(changeList(form, {}, env, { do: 'add', list: 'haushalte', of: 1 }, 'x')).toEqual({ kind: 'unknown' })
})
