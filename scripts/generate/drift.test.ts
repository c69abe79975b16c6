import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { outputs } from './outputs'

const repository = resolve(import.meta.dirname, '../..')

it('generated files are what `npm run generate` would write now', async () => {
  for (const { path, content } of await outputs(repository)) {
    expect(readFileSync(join(repository, path), 'utf8') === content, `${path}: run npm run generate`).toBe(
      true,
    )
  }
})
