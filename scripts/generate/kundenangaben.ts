import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { extracts, type Output, outputs } from './outputs'

const repository = resolve(import.meta.dirname, '../..')

function write(files: readonly Output[]): void {
  for (const { path, content } of files) {
    const target = join(repository, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
    console.log(`${path} (${content.length} characters)`)
  }
}

/** `npm run generate -- FOLDER` takes new extracts of the provider's documents first. */
const documents = process.argv[2]
if (documents && !existsSync(join(documents, 'kundenangaben.strict.schema.json'))) {
  console.error(`${documents} does not hold kundenangaben.strict.schema.json. Nothing was generated.`)
  process.exit(1)
}
if (documents) write(extracts(documents))
write(await outputs(repository))
