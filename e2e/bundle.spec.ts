import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { actionIds } from '../scripts/actions.mjs'
import { dataDir, inRoot } from '../scripts/paths.mjs'
import { call, firstPage } from './support/http'

/** What a browser can be given: the files of the build and of `public`. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
const folders = [inRoot('.next', 'standalone', '.next', 'static'), inRoot('.next', 'standalone', 'public')]

/** Variables that are secrets, and modules that must stay on the server. */
const names = [
  'ENCRYPTION_KEYS',
  'INDEX_KEY',
  'START_TOKEN_KEY',
  'EUROPACE_CLIENT_SECRET',
  'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
  'METRICS_TOKEN',
  'DATABASE_URL',
  'SMTP_URL',
  'node:crypto',
  'drizzle',
  'graphile',
  'tenant_id',
]

test('nothing secret is in what a browser can load, and no source map', async () => {
  const secretsFile = join(dataDir(), 'secrets.json')
  const secrets: Record<string, string> = existsSync(secretsFile)
    ? JSON.parse(readFileSync(secretsFile, 'utf8'))
    : {}
  const files = folders.flatMap(filesIn)
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  const pages = await Promise.all([firstPage().then(({ html }) => html), call({ method: 'GET', path: '/' })])
  const texts = [...files.map((file) => readFileSync(file, 'latin1')), ...pages.map(String)]
  const found = (needle: string) => texts.some((text) => text.includes(needle))
  // What is looked for would be found: the form's own words are there.
  expect(found('/api/antrag/save')).toBe(true)
  expect(names.filter(found)).toEqual([])
  const values = Object.entries(secrets).flatMap(([name, value]) =>
    found(value.replace(/^v1:/, '')) ? [name] : [],
  )
  expect(values).toEqual([])
})

test('no action closes over anything: what a page posts names actions by id alone', async () => {
  const { html } = await firstPage()
  const fields = [...html.matchAll(/name="(\$ACTION[^"]*)"/g)].map((match) => match[1] ?? '')
  expect(fields.length).toBeGreaterThan(0)
  expect(fields.filter((name) => !/^\$ACTION_ID_[0-9a-f]{42}$/.test(name))).toEqual([])
  expect(actionIds().map(({ name }) => name)).toEqual([
    'loadStep',
    'lookupPlz',
    'postStep',
    'saveStep',
    'submitDraft',
  ])
})
