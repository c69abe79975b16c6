import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema } from '@/lib/db'
import { accepted, deliveryRow } from '@/lib/delivery/accepted.fixture'
import { breakers } from '@/lib/delivery/gate/postgres'
import { defaultClient, type Sandbox, startSandbox } from '@/sandbox/server'

/** The process itself, bundled as for the product, below node_modules so that it finds its packages. */
const cache = join(process.cwd(), 'node_modules/.cache')
let folder = ''
let sandbox: Sandbox
const children: ChildProcess[] = []

beforeAll(async () => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'worker-'))
  await seed()
  sandbox = await startSandbox()
  await build({
    entryPoints: ['worker/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['react-server'],
    packages: 'external',
    alias: { 'server-only': './scripts/empty.mjs' },
    outfile: join(folder, 'worker.mjs'),
    logLevel: 'silent',
  })
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await sandbox.close()
  await closeDatabase()
})

function started(more: { [name: string]: string } = {}) {
  const child = spawn(process.execPath, [join(folder, 'worker.mjs')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      EUROPACE_API_URL: sandbox.url,
      EUROPACE_TOKEN_URL: `${sandbox.url}/auth/token`,
      EUROPACE_CLIENT_ID: defaultClient.id,
      EUROPACE_CLIENT_SECRET: defaultClient.secret,
      ...more,
    },
  })
  children.push(child)
  let out = ''
  const heard = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      out += part.toString('utf8')
      for (const check of heard) check()
    })
  }
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const line = (word: string) =>
    new Promise<void>((done, fail) => {
      const check = () => {
        if (out.includes(word)) done()
      }
      heard.add(check)
      check()
      void ended.then(() => fail(new Error(`ended without ${word}:\n${out}`)))
    })
  return { child, ended, line, said: () => out }
}

const heartbeats = () => database().select().from(schema.heartbeat)

it('says that it is ready, delivers what was left behind, and ends on SIGTERM', async () => {
  const made = await accepted(new Date())
  const worker = started()
  await worker.line('worker ready')
  await worker.line('"state":"VERIFIED"')
  expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'VERIFIED' })
  await vi.waitUntil(async () => (await heartbeats())[0]?.sweptAt, { timeout: 30_000 })
  expect(await heartbeats()).toMatchObject([{ role: 'worker' }])
  expect(await breakers()).toMatchObject([{ state: 'closed' }])
  worker.child.kill('SIGTERM')
  expect(await worker.ended).toBe(0)
  expect(worker.said()).toContain('worker stopped')
  expect(await heartbeats()).toEqual([])
})

it('says that it is stalled and ends when due work lies there and its queue takes none; the next one delivers it', async () => {
  const worker = started({ DELIVERY_TIMINGS: 'soak', WORKER_STALLED_SECONDS: '5' })
  await worker.line('worker ready')
  const holder = new Client({ connectionString: process.env.DATABASE_URL })
  await holder.connect()
  // Who only reads sees the work; who wants to take some waits: the library's promises do not settle.
  await holder.query('begin')
  await holder.query('lock table graphile_worker._private_jobs in share row exclusive mode')
  await holder.query(
    `insert into graphile_worker._private_jobs (task_id, payload, run_at)
     select id, '{}', now() - interval '1 minute' from graphile_worker._private_tasks where identifier = 'alerts'`,
  )
  await holder.query('commit; begin; lock table graphile_worker._private_jobs in exclusive mode')
  await worker.line('"worker.stalled"')
  await worker.line('"alert":"worker_stalled"')
  expect(await worker.ended).toBe(1)
  await holder.query('rollback')
  await holder.end()
  const { deliveryId } = await accepted(new Date())
  const next = started()
  await next.line('"state":"VERIFIED"')
  expect(await deliveryRow(deliveryId)).toMatchObject({ state: 'VERIFIED' })
})

it('ends with a sentence when the environment is wrong', async () => {
  const worker = started({ EUROPACE_API_URL: 'http://api.example.org' })
  expect(await worker.ended).toBe(1)
  expect(worker.said()).toContain('EUROPACE_API_URL')
})
