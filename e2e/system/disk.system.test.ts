import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Applicant, apply, arrive, call, save, submit } from './support/applicant'
import { smallVolume, type Volume } from './support/volume'
import { startWorld, type World } from './support/world'

/**
 * Row 23 of trust §3. Root gives the database a small volume and fills it; anybody else cannot, then the server refuses to write
 * with the same SQLSTATE (53100, disk_full) by a trigger: the nearest that needs no privilege.
 */
let volume: Volume | null
let world: World
beforeAll(async () => {
  volume = smallVolume(320)
  world = await startWorld(volume ? { data: `${volume.folder}/postgres` } : {})
})
afterAll(async () => {
  await world.close()
  volume?.remove()
})

const trigger = `
  create function disk_is_full() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
  create trigger disk_is_full before insert or update on draft execute function disk_is_full()`

async function fill(): Promise<void> {
  if (!volume) {
    await world.query(trigger)
    return
  }
  // A write-ahead log with room in its segment: what is full is the room for tables.
  await world.query('select pg_switch_wal()')
  await world.query('checkpoint')
  volume.fill()
}
async function free(): Promise<void> {
  if (volume) volume.free()
  else await world.query('drop function disk_is_full() cascade')
}

it('a full disk: sending is refused with a message, reading works, and it recovers without help', async () => {
  const app = await world.startApp()
  const before = app.processes()
  const earlier = await apply(app)
  expect(earlier.result.kind).toBe('sent')

  await fill()
  // There is room in the last pages of the tables; then there is none.
  let refused: { who: Applicant; answer: unknown } | undefined
  let sent = 1
  while (!refused && sent < 300) {
    const who = await arrive(app)
    const saved = await save(app, who)
    const result = saved.kind === 'saved' ? await submit(app, who) : saved
    if (result.kind === 'sent') sent += 1
    else refused = { who, answer: result }
  }
  expect(refused?.answer).toMatchObject({ kind: 'failed', reference: expect.stringMatching(/^[A-Z2-9]{8}$/) })

  const page = await call(app, { method: 'GET', path: '/antrag/musterberatung' })
  expect(page.status).toBe(200)
  const status = async () => {
    const answer = await call(app, {
      path: '/api/antrag/status',
      headers: { origin: app.url, 'content-type': 'application/json' },
      body: JSON.stringify({ secret: earlier.who.secret }),
    })
    return JSON.parse(answer.text).state
  }
  // Postgres may have to write a changed page before it has room to read another, and says then that the disk is full; the page asks again.
  await expect.poll(status, { timeout: 60_000 }).toMatch(/^(working|delayed)$/)

  await free()
  const who = refused?.who
  if (!who) throw new Error('unreachable: somebody was refused')
  expect((await save(app, who)).kind).toBe('saved')
  expect((await submit(app, who)).kind).toBe('sent')
  const rows = await world.query<{ count: number }>('select count(*)::int from submission')
  expect(rows[0]?.count).toBe(sent + 1)
  expect(app.processes()).toEqual(before)
})
