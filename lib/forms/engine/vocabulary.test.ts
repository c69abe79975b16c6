import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const domain =
  /haushalt|kunde\b|kunden|immobilie|kredit|darlehen|europace|finanz|mortgage|loan|household|antragsteller/i

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

it('the engine knows no domain word, comments included', () => {
  const found = filesBelow(import.meta.dirname)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('vocabulary.test.ts'))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => domain.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})
