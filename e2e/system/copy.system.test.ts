import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPdf } from '@/lib/pdf/read.fixture'
import { bundle } from '@/scripts/build.mjs'
import { runChild } from '@/scripts/children.mjs'
import { arrive, save, submit } from './support/applicant'
import { startWorld, type World } from './support/world'

/** The library and the font of the copy are found by every program of the production build. */
let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

it('app, worker and the operators’ program make the same PDF', async () => {
  await world.query(
    `update campaign set page = page || '{"mailConfirmation": true, "mailCopy": true}'::jsonb where slug = 'musterberatung'`,
  )
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
  const [file] = world.sandbox.mailbox.list()[0]?.attachments ?? []
  expect(file).toMatchObject({ type: 'application/pdf' })
  expect((await readPdf(Buffer.from(file?.base64 ?? '', 'base64'))).pages.join(' ')).toContain(who.email)
})
