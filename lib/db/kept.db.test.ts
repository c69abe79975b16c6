import { afterAll, expect, it } from 'vitest'
import { keptWithPool } from './kept'
import { closeDatabase } from './pool'

afterAll(closeDatabase)

it('is kept while the pool is the same, and forgotten with it', async () => {
  let made = 0
  const kept = keptWithPool(() => ({ number: ++made }))
  expect([kept().number, kept().number]).toEqual([1, 1])
  await closeDatabase()
  expect([kept().number, kept().number]).toEqual([2, 2])
})
