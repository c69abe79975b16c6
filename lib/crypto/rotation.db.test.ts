import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { accepted } from '@/lib/delivery/accepted.fixture'
import { createDraft, lockDraft, storeDraft } from '@/lib/drafts/store'
import type * as Environment from '@/lib/env'
import { contactOf } from '@/lib/submissions/contact'
import { indexContacts } from '@/lib/submissions/contact-index'
import { readSnapshot } from '@/lib/submissions/snapshot'
import { newDataKey } from './keyring'
import { keyVersions, rotateKeys } from './rotation'

/** ENCRYPTION_KEYS of this process, which the tests change as a deployment would. */
const held = vi.hoisted((): { keys: [string, string][] } => ({ keys: [] }))
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof Environment>()
  return { ...real, env: () => ({ ...real.env(), ENCRYPTION_KEYS: held.keys }) }
})
const made = (version: string): [string, string] => [version, newDataKey().toString('base64')]
const [v1, v2, v3, v4] = [made('v1'), made('v2'), made('v3'), made('v4')]

const wanted = process.env.VERIFY ? 10_000 : 200
const submissions: string[] = []
const drafts: { id: string; secret: string }[] = []
let tenantId = ''
let campaignId = ''

async function newDraft() {
  const draft = { id: randomUUID(), secret: randomUUID() }
  await withTenant(tenantId, (tx) =>
    createDraft(tx, {
      ...draft,
      campaignId,
      form: { id: 'small', version: 1 },
      length: 'short',
      lang: 'de',
      attribution: {},
    }),
  )
  drafts.push(draft)
}
/** A submission has two data keys, a draft one. */
async function newSubmission() {
  submissions.push((await accepted(new Date())).submissionId)
}

beforeAll(async () => {
  held.keys = [v1]
  await seed()
  tenantId = (await tenantIds())[0] ?? ''
  campaignId = (await database().select().from(schema.campaign).limit(1))[0]?.id ?? ''
  const left = { drafts: wanted / 5, submissions: (wanted * 2) / 5 }
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (left.drafts-- > 0) await newDraft()
      while (left.submissions-- > 0) await newSubmission()
    }),
  )
}, 600_000)
afterAll(closeDatabase)

const rowsUnder = async (version: string) =>
  (await keyVersions()).find((one) => one.version === version)?.rows ?? 0

const opensSubmission = (id: string) =>
  withTenant(tenantId, async (tx) => {
    const [snapshot, contact] = [await readSnapshot(tx, id), await contactOf(tx, id)]
    return snapshot !== null && contact?.vorname === 'Erika'
  })
const savesDraft = ({ secret }: { secret: string }, text: string) =>
  withTenant(tenantId, async (tx) => {
    const draft = await lockDraft(tx, secret)
    if (!draft) return false
    const answers = { 'app.zweck': { value: text, by: 'person' as const } }
    await storeDraft(tx, draft, { answers, lang: 'de', form: { version: 1 }, input: true })
    return true
  })

async function unreadable(): Promise<number> {
  let count = 0
  for (const id of submissions) if (!(await opensSubmission(id))) count++
  for (const draft of drafts) if (!(await savesDraft(draft, 'end'))) count++
  return count
}

const any = <T>(list: readonly T[]): T => {
  const found = list[Math.floor(Math.random() * list.length)]
  if (found === undefined) throw new Error('an empty list')
  return found
}

/** Reads, writes and new records at once until stopped; answers how many it did and how many went wrong. */
function traffic() {
  const done = { reads: 0, writes: 0, made: 0, wrong: 0 }
  let running = true
  const worker = async () => {
    while (running) {
      const dice = Math.random()
      if (dice < 0.5) {
        if (!(await opensSubmission(any(submissions)))) done.wrong++
        done.reads++
      } else if (dice < 0.9) {
        if (!(await savesDraft(any(drafts), String(dice)))) done.wrong++
        done.writes++
      } else {
        await (dice < 0.95 ? newDraft() : newSubmission())
        done.made++
      }
    }
  }
  const workers = Promise.all([worker(), worker(), worker()])
  return async () => {
    running = false
    await workers
    return done
  }
}

describe('rotation', () => {
  it('three times in a row under traffic: every row rotated, none unreadable, no error', async () => {
    for (const keys of [
      [v1, v2],
      [v2, v3],
      [v3, v4],
    ]) {
      // As in a rolling deployment: first every process knows the new key, then it becomes the current one.
      held.keys = [keys[1], keys[0]].filter((key) => key !== undefined)
      const stop = traffic()
      held.keys = keys
      const old = await keyVersions()
      expect(old.reduce((sum, one) => sum + one.rows, 0)).toBeGreaterThanOrEqual(wanted)
      const { rotated, unreadable: closed, left } = await rotateKeys()
      const done = await stop()
      expect(done.wrong).toBe(0)
      expect(Math.min(done.reads, done.writes, done.made)).toBeGreaterThan(0)
      expect(rotated).toBeGreaterThanOrEqual(wanted)
      expect(closed).toEqual([])
      expect(left).toBe(0)
    }
    // Only the last key is left in the environment: everything made at any time opens.
    held.keys = [v4]
    expect(await unreadable()).toBe(0)
    expect(await keyVersions()).toEqual([
      { version: 'v4', rows: expect.any(Number), known: true, current: true },
    ])
  }, 1_200_000)
})

describe('npm run keys', () => {
  const cache = join(process.cwd(), 'node_modules/.cache')
  let folder = ''
  const children: ChildProcess[] = []
  beforeAll(async () => {
    mkdirSync(cache, { recursive: true })
    folder = mkdtempSync(join(cache, 'keys-'))
    await build({
      entryPoints: ['worker/keys.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['react-server'],
      packages: 'external',
      alias: { 'server-only': './scripts/empty.mjs' },
      outfile: join(folder, 'keys.mjs'),
      logLevel: 'silent',
    })
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function keys(
    command: string,
    heard: (said: string, child: ChildProcess) => void = () => {},
    more: { readonly [name: string]: string } = {},
  ) {
    const ENCRYPTION_KEYS = held.keys.map((key) => key.join(':')).join(',')
    const child = spawn(process.execPath, [join(folder, 'keys.mjs'), command], {
      env: { ...process.env, ENCRYPTION_KEYS, ...more },
    })
    children.push(child)
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString('utf8')
      heard(said, child)
    })
    return new Promise<{ code: number | null; said: string }>((done) => {
      child.once('close', (code) => done({ code, said }))
    })
  }

  it('killed with -9 in the middle loses nothing; the next run does the rest and ends with 0', async () => {
    const v5 = made('v5')
    held.keys = [v4, v5]
    const all = await rowsUnder('v4')
    // Each row takes a moment, so that the kill comes while the second batch is at work.
    await database().execute(sql`
      create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.01); return new; end $$`)
    await database().execute(
      sql`create trigger slow before update on data_key for each row execute function slow()`,
    )
    const killed = await keys('rotate', (said, child) => {
      if (said.includes('rotated 200')) child.kill('SIGKILL')
    })
    expect(killed.code).toBeNull()
    await database().execute(sql`drop trigger slow on data_key`)
    expect(await rowsUnder('v5')).toBe(200)
    expect(await unreadable()).toBe(0)
    expect(await keys('status')).toMatchObject({ code: 1, said: expect.stringMatching(/v5 +200 {2}current/) })

    const resumed = await keys('rotate')
    expect(resumed).toMatchObject({
      code: 0,
      said: expect.stringContaining(`${all - 200} rotated, 0 unreadable, 0 left under an old version`),
    })
    expect((await keys('status')).code).toBe(0)
    held.keys = [v5]
    expect(await unreadable()).toBe(0)
  }, 600_000)

  it('brings the index under the last version of INDEX_KEY too', async () => {
    await withTenant(tenantId, (tx) =>
      indexContacts(tx, submissions[3] ?? '', [{ email: 'erika@example.org' }]),
    )
    const INDEX_KEY = `v1:${process.env.INDEX_KEY},${made('v2').join(':')}`
    const run = (command: string) => keys(command, undefined, { INDEX_KEY })
    expect(await run('status')).toMatchObject({
      code: 1,
      said: expect.stringMatching(/INDEX_KEY\nv1 +1\nv2 +0 {2}current\n/),
    })
    expect(await run('rotate')).toMatchObject({
      code: 0,
      said: expect.stringContaining('INDEX_KEY: 1 rotated, 0 unreadable, 0 left under an old version'),
    })
    expect(await run('status')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/INDEX_KEY\nv1 +0\nv2 +[1-9]/),
    })
  }, 600_000)

  it('a data key that no key opens is named and left as it is, the others are rotated; unknown versions are said', async () => {
    const [before] = held.keys
    const v6 = made('v6')
    held.keys = before ? [before, v6] : []
    const [flipped, stray] = [submissions[0], submissions[1]]
    await database().execute(sql`
      update data_key set wrapped = set_byte(wrapped, 40, get_byte(wrapped, 40) # 1)
      where record_id = ${flipped}::uuid and purpose = 'submission'`)
    await database().execute(
      sql`update data_key set key_version = 'v0' where record_id = ${stray}::uuid and purpose = 'contact'`,
    )
    const { code, said } = await keys('rotate')
    expect(code).toBe(1)
    expect(said).toContain(`unreadable submission ${flipped}\n`)
    expect(said).toContain(`unreadable contact ${stray}\n`)
    expect(said).toContain('2 unreadable, 2 left under an old version')
    expect((await keys('status')).said).toMatch(/v0 +1 {2}NOT IN ENCRYPTION_KEYS/)
    expect(await opensSubmission(submissions[2] ?? '')).toBe(true)
    expect(await withTenant(tenantId, (tx) => readSnapshot(tx, flipped ?? ''))).toBeNull()
  }, 600_000)

  it('wants a command', async () => {
    expect((await keys('spin')).code).toBe(2)
  })
})
