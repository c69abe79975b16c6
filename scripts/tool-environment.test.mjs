import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretsIn } from './secrets.mjs'
import { noteRunning, toolEnvironment } from './tool-environment.mjs'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tool-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the environment of an operator command', () => {
  it('is the whole one that the caller sets, in production', () => {
    const own = { ENCRYPTION_KEYS: 'v1:x', DATABASE_URL: 'postgres://db/x' }
    expect(toolEnvironment(own, folder)).toEqual({ kind: 'environment', env: own })
  })

  it('is that of the demo on the data folder while it runs, and a sentence otherwise', () => {
    const forget = noteRunning(folder, {
      databaseUrl: 'postgres://127.0.0.1:1/demo',
      ports: { app: 3000, sandbox: 4010, smtp: 4011 },
    })
    expect(statSync(join(folder, 'running.json')).mode & 0o777).toBe(0o600)
    const found = toolEnvironment({}, folder)
    expect(found.env.DATABASE_URL).toBe('postgres://127.0.0.1:1/demo')
    expect(found.env.SANDBOX_PORT).toBe('4010')
    expect(found.env.NEXTAUTH_SECRET).toBe(secretsIn(folder).NEXTAUTH_SECRET)
    forget()
    expect(toolEnvironment({}, folder)).toMatchObject({
      kind: 'none',
      sentence: expect.stringContaining(folder),
    })
  })
})
