import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { outputs } from './outputs'

const repository = resolve(import.meta.dirname, '../..')
const reference = resolve(repository, '../shared/reference')

if (!existsSync(reference)) {
  console.error(`The provider's documents are not there: ${reference}. Nothing was generated.`)
  process.exit(1)
}
for (const { path, content } of await outputs(reference, repository)) {
  const target = join(repository, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, content)
  console.log(`${path} (${content.length} characters)`)
}
