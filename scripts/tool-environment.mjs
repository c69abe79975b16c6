import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environment } from './environment.mjs'
import { dataDir } from './paths.mjs'
import { secretsIn } from './secrets.mjs'

/**
 * Where a running demo notes its addresses, for the commands beside it. Only its owner may read it: the address of the
 * database holds a password.
 */
const noteIn = (folder) => join(folder, 'running.json')

/** @returns {() => void} removes the note again */
export function noteRunning(folder, { databaseUrl, ports }) {
  writeFileSync(noteIn(folder), `${JSON.stringify({ databaseUrl, ports })}\n`, { mode: 0o600 })
  return () => rmSync(noteIn(folder), { force: true })
}

/**
 * The environment of an operator's command (`npm run keys`, `person`, `deliveries`). In production the caller sets all of it,
 * as for the worker; otherwise it is that of the demo that runs on DATA_DIR.
 *
 * @returns {{kind: 'environment', env: object} | {kind: 'none', sentence: string}}
 */
export function toolEnvironment(own = process.env, folder = dataDir()) {
  if (own.ENCRYPTION_KEYS && own.DATABASE_URL) return { kind: 'environment', env: own }
  if (!existsSync(noteIn(folder))) {
    return {
      kind: 'none',
      sentence:
        `Nothing runs on ${folder}: start "npm run demo" first (DATA_DIR names another folder), ` +
        'or set the whole environment of .env.example, as for the worker.',
    }
  }
  const { databaseUrl, ports } = JSON.parse(readFileSync(noteIn(folder), 'utf8'))
  return {
    kind: 'environment',
    env: environment({ secrets: secretsIn(folder), databaseUrl, ports, mode: 'demo' }),
  }
}
