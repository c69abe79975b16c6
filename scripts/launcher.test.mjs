import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { environment } from './environment.mjs'
import { takeLock } from './lock.mjs'
import { inRoot } from './paths.mjs'
import { anyFreePort, choosePort } from './ports.mjs'
import { startPostgres } from './postgres.mjs'
import { isAlive } from './processes.mjs'
import { secretsIn } from './secrets.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'selbstauskunft-test-'))
  // Postgres' own user must be able to enter, else the data would move (scripts/postgres-home.mjs).
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('ports', () => {
  it('takes the next free one and says so; a set one must be free', async () => {
    const usual = await anyFreePort()
    const other = createServer()
    await new Promise((resolve) => other.listen(usual, '127.0.0.1', resolve))
    const said = []
    const wish = {
      name: 'TEST_ONLY_PORT',
      usual,
      what: 'the form',
      taken: new Set(),
      say: (line) => said.push(line),
    }
    try {
      const chosen = await choosePort(wish)
      expect(chosen).toBeGreaterThan(usual)
      expect(said).toEqual([`Port ${usual} is taken, so the form uses ${chosen}.`])
      process.env.TEST_ONLY_PORT = String(usual)
      await expect(choosePort(wish)).rejects.toThrow('is taken')
      process.env.TEST_ONLY_PORT = 'many'
      await expect(choosePort(wish)).rejects.toThrow('must be a port')
    } finally {
      delete process.env.TEST_ONLY_PORT
      other.close()
    }
  })
})

describe('secrets and environment', () => {
  it('makes secrets once, for their owner only', () => {
    const made = secretsIn(folder)
    expect(secretsIn(folder)).toEqual(made)
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(Buffer.from(made.ENCRYPTION_KEYS.replace('v1:', ''), 'base64')).toHaveLength(32)
  })

  it('lets each address be pointed elsewhere alone, but not in tests', () => {
    const stack = {
      secrets: secretsIn(folder),
      databaseUrl: 'postgres://x',
      ports: { app: 1, sandbox: 2, smtp: 3 },
    }
    const { EUROPACE_API_URL, SMTP_URL } = process.env
    process.env.EUROPACE_API_URL = 'https://example.org'
    delete process.env.SMTP_URL
    try {
      const demo = environment({ ...stack, mode: 'demo' })
      expect(demo).toMatchObject({ EUROPACE_API_URL: 'https://example.org', SMTP_URL: 'smtp://127.0.0.1:3' })
      expect(environment({ ...stack, mode: 'test' }).EUROPACE_API_URL).toBe('http://127.0.0.1:2')
      expect(demo.POSTGRES_PASSWORD).toBeUndefined()
    } finally {
      Object.assign(process.env, { EUROPACE_API_URL, SMTP_URL })
    }
  })
})

describe('lock', () => {
  it('is taken over from a launcher that is gone', () => {
    writeFileSync(join(folder, 'launcher.pid'), '4194304')
    const release = takeLock(folder)
    expect(readFileSync(join(folder, 'launcher.pid'), 'utf8')).toBe(String(process.pid))
    release()
    takeLock(folder)()
  })
})

describe('children', () => {
  it('end when their launcher is killed', async () => {
    const pidFile = join(folder, 'pid')
    writeFileSync(
      join(folder, 'child.mjs'),
      `import { writeFileSync } from 'node:fs'
writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); console.log('up'); setInterval(() => {}, 1000)`,
    )
    writeFileSync(
      join(folder, 'launcher.mjs'),
      `import { startChild } from ${JSON.stringify(pathToFileURL(inRoot('scripts', 'children.mjs')).href)}
const child = startChild({ name: 'child', args: [${JSON.stringify(join(folder, 'child.mjs'))}], env: process.env,
  logs: ${JSON.stringify(join(folder, 'logs'))} })
await child.line(/up/)
process.kill(process.pid, 'SIGKILL')`,
    )
    const launcher = spawn(process.execPath, [join(folder, 'launcher.mjs')], { stdio: 'ignore' })
    await new Promise((resolve) => launcher.once('exit', resolve))
    const pid = Number(readFileSync(pidFile, 'utf8'))
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false)
  })
})

describe('embedded Postgres', () => {
  const query = async (url, sql) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }

  it('keeps what it acknowledged when the server is killed, and starts again on the same folder', async () => {
    const options = { folder: join(folder, 'postgres'), password: 'only-for-this-test' }
    const first = await startPostgres(options)
    expect(await query(first.url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }])
    await query(first.url, 'create table kept as select 1 as one')
    process.kill(first.pid, 'SIGKILL')
    await expect.poll(() => isAlive(first.pid), { timeout: 20_000 }).toBe(false)
    const second = await startPostgres(options)
    // A launcher that was killed leaves its server behind: the next start stops it and goes on.
    const third = await startPostgres(options)
    expect(await query(third.url, 'select one from kept')).toEqual([{ one: 1 }])
    await third.stop()
    await second.stop()
  })
})
