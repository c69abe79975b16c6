import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database } from '@/lib/db'
import { log } from '@/lib/log'
import { deliveryRow, scripted } from './accepted.fixture'
import { sweepDuplicates } from './index'
import { startWorld, type World } from './world.fixture'

/** The nightly look at the platform (trust §2.4) against the sandbox. */
const minute = 60_000
const hour = 60 * minute
let world: World
let errors: string[] = []
beforeAll(async () => {
  await seed()
  world = await startWorld()
})
afterAll(async () => {
  await world.close()
  await closeDatabase()
})
beforeEach(async () => {
  errors = []
  for (const level of ['info', 'warn'] as const) vi.spyOn(log, level).mockReturnValue()
  vi.spyOn(log, 'error').mockImplementation((event) => void errors.push(event))
  await world.begin()
})

type Made = Awaited<ReturnType<World['accept']>>
const caseOf = (made: Made) => {
  const found = world.sandbox.platform.cases.get(world.cases(made)[0] ?? '')
  if (!found) throw new Error('no case')
  return found
}
it('finds nothing where every case is there once', async () => {
  const made = await world.control()
  world.advance(hour)
  expect(await sweepDuplicates(world.means())).toEqual({ duplicates: [], missing: [], orphans: [], gaps: [] })
  expect((await world.state(made)).state).toBe('VERIFIED')
  expect(errors).toEqual([])
})

it('two cases of one submission: DUPLICATE, an error in the log, and the numbers in the report', async () => {
  const made = await world.control()
  const other = await world.control()
  world.sandbox.platform.cases.put({ ...caseOf(made), vorgangsnummer: 'TWICE2' })
  world.advance(hour)
  const report = await sweepDuplicates(world.means())
  expect(report.duplicates).toMatchObject([{ deliveryId: made.deliveryId, externalId: made.externalId }])
  expect(new Set(report.duplicates[0]?.vorgangsnummern)).toEqual(new Set(world.cases(made)))
  expect((await world.state(made)).state).toBe('DUPLICATE')
  expect((await world.state(other)).state).toBe('VERIFIED')
  // The number that the person was told stays.
  expect((await deliveryRow(made.deliveryId)).reference).not.toBeNull()
  expect(errors).toEqual(['delivery.duplicate'])
  // As long as it is not solved it is reported, and changes nothing more.
  expect((await sweepDuplicates(world.means())).duplicates).toHaveLength(1)
})

it('what was delivered and is not listed is reported and changes no state: it may be archived', async () => {
  const made = await world.control()
  world.sandbox.platform.cases.put({ ...caseOf(made), status: 'ARCHIVIERT' })
  world.advance(hour)
  const report = await sweepDuplicates(world.means())
  expect(report.missing).toEqual([{ deliveryId: made.deliveryId, externalId: made.externalId }])
  expect((await world.state(made)).state).toBe('VERIFIED')
  expect(errors).toEqual(['delivery.missing'])
})

it('what was delivered a moment ago, or before the window, is not missed', async () => {
  const old = await world.control()
  world.sandbox.platform.cases.put({ ...caseOf(old), status: 'ARCHIVIERT' })
  world.advance(49 * hour)
  const fresh = await world.control()
  world.sandbox.platform.cases.put({ ...caseOf(fresh), status: 'ARCHIVIERT' })
  world.advance(19 * minute)
  expect((await sweepDuplicates(world.means())).missing).toEqual([])
})

it("a case with our prefix that no submission knows is an orphan, another firm's case is not", async () => {
  const made = await world.control()
  world.sandbox.platform.cases.put({
    ...caseOf(made),
    vorgangsnummer: 'ORPHAN',
    externeVorgangsnummer: 'SA-GONE',
  })
  world.sandbox.platform.cases.put({
    ...caseOf(made),
    vorgangsnummer: 'OTHERS',
    externeVorgangsnummer: 'XY-1',
  })
  const report = await sweepDuplicates(world.means())
  expect(report.orphans).toEqual([{ externalId: 'SA-GONE', vorgangsnummern: ['ORPHAN'] }])
  expect(errors).toEqual(['delivery.orphans'])
})

it('a list that cannot be read to its end is a gap, and nothing is called missing', async () => {
  const made = await world.control()
  world.advance(hour)
  world.sandbox.setFaults([{ api: 'vorgaenge', fault: 'status', status: 503 }])
  const report = await sweepDuplicates(world.means())
  expect(report).toMatchObject({ missing: [], gaps: [{ datenkontext: 'TEST_MODUS', reason: 'status503' }] })
  expect((await world.state(made)).state).toBe('VERIFIED')
})

it('looks in every context of the installation', async () => {
  const scan = vi.fn(world.target().scan)
  const target = world.target({ scan, contexts: ['ECHT_GESCHAEFT', 'TEST_MODUS'] })
  await sweepDuplicates(world.means({ target }))
  expect(scan.mock.calls.map(([request]) => request.datenkontext)).toEqual(['ECHT_GESCHAEFT', 'TEST_MODUS'])
  const [request] = scan.mock.calls[0] ?? []
  expect(world.now().getTime() - (request?.since.getTime() ?? 0)).toBe(48 * hour)
})

it('a duplicate of a delivery that waits for a person is one too', async () => {
  const made = await world.control()
  await database().execute(sql`update delivery set state = 'NEEDS_OPERATOR' where id = ${made.deliveryId}`)
  world.sandbox.platform.cases.put({ ...caseOf(made), vorgangsnummer: 'TWICE2' })
  await sweepDuplicates(world.means())
  expect((await world.state(made)).state).toBe('DUPLICATE')
})

it('has nothing to say of a target without look-up', async () => {
  const { target } = scripted({ kind: 'unknown', reason: 'x' })
  const report = await sweepDuplicates(world.means({ target }))
  expect(report).toEqual({ duplicates: [], missing: [], orphans: [], gaps: [] })
})
