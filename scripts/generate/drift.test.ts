import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { outputs } from './outputs'

const repository = resolve(import.meta.dirname, '../..')
const reference = resolve(repository, '../shared/reference')
const there = existsSync(reference)
if (!there)
  console.info('skipped: ../shared/reference is not there, so generated files cannot be compared with it')

describe.skipIf(!there)('generated files', () => {
  it('are what `npm run generate` would write now', async () => {
    for (const { path, content } of await outputs(reference, repository)) {
      expect(readFileSync(join(repository, path), 'utf8') === content, `${path}: run npm run generate`).toBe(
        true,
      )
    }
  })
})
