import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { newDataKey } from '@/lib/crypto/keyring'
import { keyVersions } from '@/lib/crypto/rotation'
import { closeDatabase, database, schema, withTenant } from '@/lib/db'
import { migrate } from '@/lib/db/migrate'
import type * as Environment from '@/lib/env'
import { log } from '@/lib/log'
import { contactOf } from '@/lib/submissions/contact'
import { readSnapshot } from '@/lib/submissions/snapshot'
import { type Postgres, startPostgres } from '@/scripts/postgres.mjs'
import { deliveryRow } from './accepted.fixture'
import { backUp } from './backup.fixture'
import { deliver } from './deliver'
import { sweepDuplicates } from './duplicates'
import { afterRestore } from './operator/many'
import { operatorNamed } from './operator/operator'
import { startWorld, type World } from './world.fixture'

/**
 * Trust §3 row 44, rehearsed: an hour after the backup the server and its disk are lost. What was delivered in that hour is found at the
 * platform and not sent twice; what was accepted in that hour and is gone from the database is named by the sweep.
 */
const held = vi.hoisted((): { keys: [string, string][] | null } => ({ keys: null }))
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof Environment>()
  return { ...real, env: () => ({ ...real.env(), ...(held.keys && { ENCRYPTION_KEYS: held.keys }) }) }
})

const minute = 60_000
type Made = Awaited<ReturnType<World['accept']>>
let outer = ''
let lost: Postgres
let restored: Postgres
let world: World

beforeAll(async () => {
  outer = mkdtempSync(join(tmpdir(), 'selbstauskunft-restore-'))
  chmodSync(outer, 0o755)
  lost = await startPostgres({ folder: join(outer, 'lost'), password: randomUUID() })
  process.env.DATABASE_URL = lost.url
  await migrate(lost.url)
  await seed()
  world = await startWorld()
}, 120_000)
beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(log, level).mockImplementation(() => undefined)
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
  await restored?.stop()
  rmSync(outer, { recursive: true, force: true })
})

const state = async (made: Made) => (await deliveryRow(made.deliveryId)).state
const opens = ({ tenantId, submissionId }: Made) =>
  withTenant(tenantId, async (tx) => [
    (await readSnapshot(tx, submissionId)) !== null,
    (await contactOf(tx, submissionId)) !== null,
  ])

describe('a backup of an hour ago, restored', () => {
  const made: Record<'before' | 'sentLater' | 'waiting' | 'during' | 'lostRow', Made | undefined> = {
    before: undefined,
    sentLater: undefined,
    waiting: undefined,
    during: undefined,
    lostRow: undefined,
  }
  const one = (name: keyof typeof made): Made => {
    const found = made[name]
    if (!found) throw new Error(`${name} was not made`)
    return found
  }
  let takenAt = new Date()

  it('is taken while enquiries come in, and starts on a new disk', async () => {
    made.before = await world.control()
    made.sentLater = await world.accept()
    made.waiting = await world.accept()
    world.advance(minute)
    takenAt = world.now()
    const password = new URL(lost.adminUrl).password
    await backUp(lost, join(outer, 'restored'), async () => {
      made.during = await world.accept()
    })

    // The lost hour: one of the backup's unsent enquiries is delivered, another arrives and is delivered too.
    world.advance(30 * minute)
    await deliver(one('sentLater').deliveryId, world.means())
    made.lostRow = await world.accept()
    await deliver(one('lostRow').deliveryId, world.means())
    expect(await world.state(one('sentLater'))).toMatchObject({ state: 'VERIFIED' })
    world.advance(30 * minute)

    await closeDatabase()
    process.kill(lost.pid, 'SIGKILL')
    await lost.stop()
    restored = await startPostgres({ folder: join(outer, 'restored'), password, port: lost.port })
    expect(await state(one('before'))).toBe('VERIFIED')
    for (const name of ['sentLater', 'waiting'] as const) expect(await state(one(name))).toBe('QUEUED')
    const ids = (await database().select({ id: schema.submission.id }).from(schema.submission)).map(
      ({ id }) => id,
    )
    expect(ids).not.toContain(one('lostRow').submissionId)
    // Committed before the end of the backup: the WAL brings it back.
    expect(ids).toContain(one('during').submissionId)
  }, 180_000)

  it('opens nothing without the keys, which lie elsewhere, and everything with them', async () => {
    held.keys = [['v1', newDataKey().toString('base64')]]
    for (const name of ['before', 'sentLater', 'waiting'] as const) {
      expect(await opens(one(name))).toEqual([false, false])
    }
    held.keys = [['v2', newDataKey().toString('base64')]]
    expect(await opens(one('before'))).toEqual([false, false])
    expect((await keyVersions()).find(({ version }) => version === 'v1')).toMatchObject({ known: false })
    held.keys = null
    for (const name of ['before', 'sentLater', 'waiting', 'during'] as const) {
      expect(await opens(one(name))).toEqual([true, true])
    }
  })

  it('after-restore looks for every unsent enquiry first: each ends with exactly one case', async () => {
    const operator = operatorNamed('Rehearsal')
    if (!operator) throw new Error('no operator')
    const acting = { operator, clock: async () => world.now() }
    expect(await afterRestore(acting, takenAt)).toMatchObject({ lookedUp: 3 })
    const all = [one('sentLater'), one('waiting'), one('during')]
    for (const row of all) expect(await state(row)).toBe('UNKNOWN')
    const sentBefore = world.calls('kundenangaben.create')
    await world.work(all, 180 * minute)
    expect(await Promise.all(all.map(state))).toEqual(['VERIFIED', 'VERIFIED', 'VERIFIED'])
    // Two were never sent; the third was found and not sent again.
    expect(world.calls('kundenangaben.create') - sentBefore).toBe(2)
    for (const row of [one('before'), ...all, one('lostRow')]) expect(world.cases(row)).toHaveLength(1)
  }, 120_000)

  it('what was accepted in the lost hour is named as an orphan by the sweep', async () => {
    const report = await sweepDuplicates(world.means())
    expect(report.orphans).toEqual([
      { externalId: one('lostRow').externalId, vorgangsnummern: world.cases(one('lostRow')) },
    ])
    expect(report.duplicates).toEqual([])
  })
})
