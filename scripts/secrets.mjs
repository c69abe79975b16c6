import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const makers = {
  ENCRYPTION_KEYS: () => `v1:${base64()}`,
  INDEX_KEY: () => `v1:${base64()}`,
  START_TOKEN_KEY: () => `v1:${base64()}`,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: () => base64(),
  NEXTAUTH_SECRET: () => base64(),
  EUROPACE_CLIENT_SECRET: () => hex(),
  METRICS_TOKEN: () => hex(),
  POSTGRES_PASSWORD: () => hex(),
}
const base64 = () => randomBytes(32).toString('base64')
const hex = () => randomBytes(24).toString('hex')

/**
 * The demo's secrets: made once, kept in `folder`/secrets.json, readable by their owner only. The build needs one of them
 * (the key of the server actions), so they exist before it.
 */
export function secretsIn(folder) {
  const file = join(folder, 'secrets.json')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(file)) {
    const made = Object.fromEntries(Object.entries(makers).map(([name, make]) => [name, make()]))
    const mine = `${file}.${process.pid}`
    writeFileSync(mine, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
    try {
      // A link fails where the file exists: of two first starts at once, one wins and both read the same.
      linkSync(mine, file)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    } finally {
      rmSync(mine, { force: true })
    }
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}
