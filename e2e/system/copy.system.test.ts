import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keys } from '@/e2e/support/keys'
import { namesByScript } from '@/lib/pdf/names.fixture'
import { actualTexts, readPdf } from '@/lib/pdf/read.fixture'
import { bundle } from '@/scripts/build.mjs'
import { runChild } from '@/scripts/children.mjs'
import { arrive, save, submit } from './support/applicant'
import { startWorld, type World } from './support/world'

/** The library and the font of the copy are found by every program of the production build. */
let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.query(
    `update campaign set page = page || '{"mailConfirmation": true, "mailCopy": true}'::jsonb where slug = 'musterberatung'`,
  )
})
afterAll(() => world.close())

it('app, worker and the operators’ program make the same PDF', async () => {
  const app = await world.startApp({ APP_PROCESSES: '1' })
  const who = await arrive(app)
  expect((await save(app, who)).kind).toBe('saved')
  const sent = await submit(app, who, true)
  if (sent.kind !== 'sent') throw new Error(sent.kind)

  const origin = `http://localhost:${app.port}`
  const ask = (body: object, from: string) =>
    fetch(`${origin}/api/antrag/pdf`, {
      method: 'POST',
      headers: { origin: from, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const answer = await ask({ secret: who.secret }, origin)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="selbstauskunft-SA-[A-Z2-9]{4}-[A-Z2-9]{4}\.pdf"$/,
  )
  expect(answer.headers.get('cache-control')).toContain('no-store')
  const own = Buffer.from(await answer.arrayBuffer())
  expect((await readPdf(own)).pages.join(' ')).toContain(who.email)
  expect((await ask({ secret: 'A'.repeat(43) }, origin)).status).toBe(404)
  expect((await ask({ secret: who.secret }, 'https://elsewhere.example')).status).toBe(403)
  expect((await ask({}, origin)).status).toBe(400)

  const out = join(mkdtempSync(join(tmpdir(), 'selbstauskunft-copy-')), 'copy.pdf')
  const args = [bundle('deliveries'), 'pdf', sent.receipt.reference, '--out', out]
  await runChild({ name: 'deliveries', args, env: world.env, logs: tmpdir() })
  expect(readFileSync(out).equals(own)).toBe(true)

  await world.startWorker()
  await expect.poll(() => world.sandbox.mailbox.list().length, { timeout: 60_000 }).toBeGreaterThan(0)
  expect((await readPdf(mailedTo(who.email))).pages.join(' ')).toContain(who.email)
})

it('names in fourteen scripts arrive as they were typed: at the platform, in the mailed copy and its text', async () => {
  const app = await world.startApp({ APP_PROCESSES: '1' })
  const people = await Promise.all(
    Object.entries(namesByScript).map(async ([script, [vorname, nachname]]) => {
      const who = await arrive(app)
      const typed = who.typed.map((change) =>
        change.key === keys.vorname
          ? { ...change, to: vorname }
          : change.key === keys.nachname
            ? { ...change, to: nachname }
            : change,
      )
      expect((await save(app, who, typed)).kind, script).toBe('saved')
      expect((await submit(app, who, true)).kind, script).toBe('sent')
      return { script, vorname, nachname, email: who.email }
    }),
  )
  const worker = await world.startWorker()
  for (const { script, vorname, nachname, email } of people) {
    await expect
      .poll(() => world.sandbox.mailbox.list().some(({ to }) => to.includes(email)), { timeout: 60_000 })
      .toBe(true)
    const sent = world.sandbox.journal
      .list(null)
      .filter(
        ({ kind, request }) => kind === 'kundenangaben.create' && JSON.stringify(request).includes(email),
      )
    expect(sent, script).toHaveLength(1)
    expect(sent[0]?.request, script).toMatchObject({
      kundenangaben: { haushalte: [{ kunden: [{ personendaten: { person: { vorname, nachname } } }] }] },
    })
    const copy = mailedTo(email)
    const { pages } = await readPdf(copy)
    // The picture's own signs (lib/pdf/render.test.ts looks at their glyphs), or what they stand for.
    for (const name of [vorname, nachname])
      expect(`${pages.join(' ')} ${actualTexts(copy).join(' ')}`, script).toContain(name)
  }
  await worker.stop()
})

function mailedTo(email: string): Buffer {
  const letter = world.sandbox.mailbox.list().find(({ to }) => to.includes(email))
  const [file] = letter?.attachments ?? []
  expect(file).toMatchObject({ type: 'application/pdf' })
  return Buffer.from(file?.base64 ?? '', 'base64')
}
