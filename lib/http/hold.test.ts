import { expect, it } from 'vitest'
import { holdRefusal } from './hold'

it('keeps refusals back, as many as have room, and nothing else', async () => {
  const waits: { ms: number; over: () => void }[] = []
  const wait = (ms: number) => new Promise<void>((over) => waits.push({ ms, over }))
  for (const result of [{ kind: 'saved' }, { kind: 'failed' }, null, 'text'])
    expect(await holdRefusal(result, wait)).toBe(result)
  expect(waits).toEqual([])

  const kinds = ['limited', 'tooLarge', 'refused']
  const held = Array.from({ length: 200 }, (_, at) => holdRefusal({ kind: kinds[at % 3] }, wait))
  expect(waits.map(({ ms }) => ms)).toEqual(Array(200).fill(1_000))
  const more = { kind: 'limited' }
  expect(await holdRefusal(more, wait)).toBe(more)

  for (const { over } of waits) over()
  expect(await Promise.all(held)).toHaveLength(200)
  const later = holdRefusal(more, wait)
  expect(waits).toHaveLength(201)
  waits.at(-1)?.over()
  expect(await later).toBe(more)
})
