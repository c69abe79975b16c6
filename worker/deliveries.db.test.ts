import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { canary } from '@/lib/cases/europace/payload.fixture'
import { closeDatabase, database, schema } from '@/lib/db'
import { accepted, deliveryRow } from '@/lib/delivery/accepted.fixture'
import { showReference } from '@/lib/submissions/reference'
import { defaultClient, type Sandbox, startSandbox } from '@/sandbox/server'

/** The command itself, bundled as for the product, against a database and the sandbox. */
const cache = join(process.cwd(), 'node_modules/.cache')
let folder = ''
let sandbox: Sandbox

beforeAll(async () => {
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'deliveries-'))
  await seed()
  sandbox = await startSandbox()
  await build({
    entryPoints: ['worker/deliveries.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['react-server'],
    packages: 'external',
    alias: { 'server-only': './scripts/empty.mjs' },
    outfile: join(folder, 'deliveries.mjs'),
    logLevel: 'silent',
  })
})
beforeEach(() => sandbox.setFaults([]))
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await sandbox.close()
  await closeDatabase()
})

function deliveries(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(folder, 'deliveries.mjs'), ...args], {
    env: {
      ...process.env,
      EUROPACE_API_URL: sandbox.url,
      EUROPACE_TOKEN_URL: `${sandbox.url}/auth/token`,
      EUROPACE_CLIENT_ID: defaultClient.id,
      EUROPACE_CLIENT_SECRET: defaultClient.secret,
    },
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (out += part))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out })))
}

async function waiting(state: 'NEEDS_FIX' | 'DEAD' | 'NEEDS_OPERATOR' | 'DUPLICATE' = 'NEEDS_FIX') {
  const made = await accepted(new Date())
  await database()
    .update(schema.delivery)
    .set({ state, lastReason: 'status422', dueAt: new Date('9999-12-31T00:00:00Z') })
    .where(eq(schema.delivery.id, made.deliveryId))
  const [row] = await database()
    .select({ reference: schema.submission.reference })
    .from(schema.submission)
    .where(eq(schema.submission.id, made.submissionId))
  return { ...made, shown: showReference(row?.reference ?? '') }
}
const audits = async (subject: string) =>
  (
    await database().execute<{ actor: string; action: string }>(
      sql`select actor, action from audit_event where subject = ${subject} order by seq`,
    )
  ).rows

const me = `operator:${userInfo().username}`

it('says what it did not understand, and that there is no such delivery', async () => {
  expect(await deliveries('retri', 'SA-AAAA-AAAA')).toMatchObject({
    code: 2,
    out: expect.stringContaining('no command retri'),
  })
  expect(await deliveries('retry', 'SA-AAAA-AAAA')).toMatchObject({
    code: 1,
    out: expect.stringContaining('no such delivery'),
  })
})

it('lists and shows without personal data, and reveals with an audit entry', async () => {
  const made = await waiting()
  const list = await deliveries('list', '--state', 'needs_fix')
  expect(list.code).toBe(0)
  expect(list.out).toMatch(new RegExp(`${made.shown}\\s+kundenangaben\\s+NEEDS_FIX\\s+status422`))
  const shown = await deliveries('show', made.shown)
  expect(shown.out).toContain(made.externalId)
  for (const { out } of [list, shown])
    for (const word of [canary, 'Erika', 'erika@']) expect(out).not.toContain(word)
  expect(await audits(made.shown)).toEqual([])
  const revealed = await deliveries('show', made.submissionId, '--reveal')
  expect(revealed.out).toContain('erika@example.org')
  expect(await audits(made.shown)).toEqual([{ actor: me, action: 'delivery.reveal' }])
})

it('checks at the platform without creating, then queues', async () => {
  const made = await waiting()
  expect(await deliveries('check', made.shown)).toMatchObject({ code: 0 })
  expect(sandbox.platform.cases.all()).toHaveLength(0)
  expect(await deliveries('retry', made.shown)).toMatchObject({
    code: 0,
    out: expect.stringContaining('is now QUEUED'),
  })
  expect((await deliveryRow(made.deliveryId)).state).toBe('QUEUED')
  expect(await audits(made.shown)).toEqual([
    { actor: me, action: 'delivery.check' },
    { actor: me, action: 'delivery.retry' },
  ])
})

it('writes an export that only its owner can read, and never over a file', async () => {
  const made = await waiting()
  const out = join(folder, 'payload.json')
  const exported = await deliveries('export', made.shown, '--out', out)
  expect(exported.code).toBe(0)
  expect(exported.out).not.toContain(canary)
  expect(readFileSync(out, 'utf8')).toContain(canary)
  expect(statSync(out).mode & 0o777).toBe(0o600)
  expect(await deliveries('export', made.shown, '--out', out)).toMatchObject({ code: 3 })
})

it('cancels with a reason, and balance and alerts say where everything is', async () => {
  const made = await waiting('DEAD')
  const alerts = await deliveries('alerts')
  expect(alerts).toMatchObject({ code: 1, out: expect.stringMatching(/page {2}dead/) })
  expect(await deliveries('cancel', made.shown, '--reason', `${canary} will nicht`)).toMatchObject({
    code: 0,
  })
  const shown = await deliveries('show', made.shown)
  expect(shown.out).toContain('CANCELLED (operatorCancel)')
  expect(shown.out).not.toContain(canary)
  const balance = await deliveries('balance')
  expect(balance).toMatchObject({ code: 0, out: expect.stringContaining('Exact.') })
  await database().delete(schema.delivery).where(eq(schema.delivery.id, made.deliveryId))
  expect(await deliveries('balance')).toMatchObject({ code: 1, out: expect.stringContaining('NOT exact') })
})

it('after a restore refuses while a worker runs, else has everything looked up', async () => {
  const made = await accepted(new Date())
  const beat = (seconds: number) =>
    database().execute(sql`
      insert into heartbeat (instance, role, beat_at) values ('00000000-0000-4000-8000-000000000001', 'worker', now() - make_interval(secs => ${seconds}))
      on conflict (instance) do update set beat_at = excluded.beat_at`)
  await beat(5)
  const since = '2026-11-21T03:00:00Z'
  expect(await deliveries('after-restore', '--since', since)).toMatchObject({ code: 1 })
  expect((await deliveryRow(made.deliveryId)).state).toBe('QUEUED')
  await beat(120)
  expect(await deliveries('after-restore', '--since', since)).toMatchObject({ code: 0 })
  expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'UNKNOWN', sentAt: new Date(since) })
})
