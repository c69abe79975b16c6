import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/**
 * Row 38 of trust §3: in a rolling deploy the program of yesterday runs on the schema of today. So migrations only expand; what is
 * no longer needed goes in a later release, when nothing that runs knows it, by a migration that is named in `removals`.
 */
const folder = join(process.cwd(), 'lib', 'db', 'migrations')
/** The first release begins with these. */
const base = ['0000_base.sql', '0001_rules.sql']
/** Files that may contract, each with the release since which nothing uses what goes. */
const removals: readonly string[] = []

const refused: readonly (readonly [RegExp, string])[] = [
  [
    /\bdrop\s+(table|column|view|schema|type|sequence|function|default)\b/i,
    'drops what an older program may use',
  ],
  [/\brename\b/i, 'renames what an older program may use'],
  [/\balter\s+column\s+\S+\s+(set\s+data\s+)?type\b/i, 'changes a type under an older program'],
  [/\bset\s+not\s+null\b/i, 'refuses rows of an older program'],
  [/\badd\s+column\b(?!.*\bdefault\b).*\bnot\s+null\b/i, 'refuses rows of an older program'],
  [/^\s*truncate\b/i, 'removes rows'],
  [/^\s*delete\b/i, 'removes rows'],
]

/** What contracts in a migration. Bodies of functions and comments are no statements of it. Pure. */
function contractions(sql: string): string[] {
  const plain = sql.replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''").replaceAll(/--.*$/gm, '')
  const made = new Set([...plain.matchAll(/create\s+table\s+"?(\w+)"?/gi)].map(([, name]) => name))
  return plain.split(';').flatMap((statement) => {
    const found = refused.filter(([pattern]) => pattern.test(statement)).map(([, why]) => why)
    // A rule on a table of the same migration meets no rows of an older program, nor does a reference from it.
    const bound =
      /alter\s+table\s+"?(\w+)"?\s+add\s+constraint\b/i.exec(statement)?.[1] ??
      /create\s+unique\s+index\s+\S+\s+on\s+"?(\w+)"?/i.exec(statement)?.[1]
    if (bound !== undefined && !made.has(bound)) found.push('may refuse rows of an older program')
    return found.map((why) => `${why}: ${statement.trim().slice(0, 100)}`)
  })
}

const files = readdirSync(folder).filter((name) => name.endsWith('.sql') && !base.includes(name))

it.each(files)('%s only expands', (name) => {
  const found = contractions(readFileSync(join(folder, name), 'utf8'))
  expect(removals.includes(name) ? [] : found).toEqual([])
})

it('knows a contraction when it sees one', () => {
  const bad = [
    'DROP TABLE draft',
    'ALTER TABLE draft DROP COLUMN lang',
    'ALTER TABLE draft RENAME COLUMN lang TO language',
    'ALTER TABLE draft ALTER COLUMN lang SET DATA TYPE integer',
    'ALTER TABLE draft ALTER COLUMN lang TYPE integer',
    'ALTER TABLE draft ALTER COLUMN lang SET NOT NULL',
    'ALTER TABLE draft ALTER COLUMN revision DROP DEFAULT',
    'ALTER TABLE draft ADD COLUMN x text NOT NULL',
    'ALTER TABLE draft ADD CONSTRAINT c CHECK (revision > 0)',
    'CREATE UNIQUE INDEX u ON draft (lang)',
    'TRUNCATE draft',
    'DELETE FROM draft',
  ]
  for (const statement of bad) expect(contractions(`${statement};`), statement).toHaveLength(1)
  const good = [
    'ALTER TABLE draft ADD COLUMN x text',
    'ALTER TABLE draft ADD COLUMN x integer DEFAULT 0 NOT NULL',
    'CREATE INDEX i ON draft (lang)',
    'CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0); CREATE UNIQUE INDEX u ON t (a)',
    'CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM draft; $$',
    '-- DROP TABLE draft',
    'UPDATE draft SET lang = lang',
  ]
  for (const statement of good) expect(contractions(`${statement};`), statement).toEqual([])
})
