import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema, withTenant } from '@/lib/db'
import { deliver, deliveryTimings } from '@/lib/delivery'
import { atEuropace, deliveryRow, kundenangabenIn, scripted } from '@/lib/delivery/accepted.fixture'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { log } from '@/lib/log'
import { contactOf } from '@/lib/submissions/contact'
import { sent } from '@/lib/submissions/sent.fixture'
import { readSnapshot } from '@/lib/submissions/snapshot'
import { eraseEnquiry } from './erase'
import { exportEnquiry } from './export'
import { type Enquiry, findEnquiries } from './find'

const persona = (id: string) => {
  const found = personas.find((one) => one.id === id)
  if (!found) throw new Error(`no persona ${id}`)
  return found
}
const couple = persona('kauf-paar')
const actor = 'operator:Test'

beforeAll(seed)
beforeEach(() => {
  vi.spyOn(log, 'info').mockImplementation(() => undefined)
  vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  vi.spyOn(log, 'error').mockImplementation(() => undefined)
})
afterAll(closeDatabase)

async function enquiry(id = 'kauf-paar'): Promise<Enquiry> {
  const receipt = await sent(persona(id), { kampagne: 'Frühling' })
  const [found] = await findEnquiries({ by: 'reference', value: receipt.reference })
  if (!found) throw new Error('not found')
  return found
}
async function delivered(): Promise<Enquiry> {
  const made = await enquiry()
  const { target } = scripted({ kind: 'delivered', reference: { vorgangsnummer: 'AB12CD' } })
  await deliver(made.deliveryId, atEuropace({ target, timings: deliveryTimings, owner: 'test' }))
  return made
}
const readable = ({ tenantId, submissionId }: Enquiry) =>
  withTenant(tenantId, async (tx) => ({
    answers: (await readSnapshot(tx, submissionId)) !== null,
    contact: (await contactOf(tx, submissionId)) !== null,
  }))
const audited = async () =>
  (await database().select().from(schema.auditEvent)).map(
    (row) => `${row.actor} ${row.action} ${row.subject}`,
  )
const ids = async (by: 'email' | 'phone' | 'name' | 'reference', value: string) =>
  (await findEnquiries({ by, value })).map((one) => one.submissionId)

describe('find', () => {
  it('finds by e-mail, phone and reference in any spelling, and both applicants by name', async () => {
    const made = await enquiry()
    for (const [by, value] of [
      ['email', ' Juergen@EXAMPLE.org'],
      ['phone', '+49 171 123 45 67'],
      ['phone', '01711234567'],
      ['name', "jürgen o'neill-großkreutz"],
      ['name', 'Ayşe  Yıldız'],
      ['reference', made.reference.toLowerCase()],
      ['reference', made.reference.slice(3).replace('-', '')],
    ] as const) {
      expect([value, (await ids(by, value)).includes(made.submissionId)]).toEqual([value, true])
    }
    for (const [by, value] of [
      ['email', 'other@example.org'],
      ['phone', '0221 7654321'],
      ['name', 'Ayşe'],
      ['reference', 'SA-AAAA-AAAA'],
      ['email', ''],
    ] as const) {
      expect(await ids(by, value)).toEqual([])
    }
  })
})

describe('export', () => {
  it('holds every answer with its question, what was sent, the shown text and its proof, history and delivery', async () => {
    const made = await delivered()
    const exported = await exportEnquiry(made, actor)
    expect(exported).toMatchObject({
      reference: made.reference,
      language: 'de',
      readable: true,
      campaignLink: { kampagne: 'Frühling' },
      contact: { vorname: 'Jürgen', email: 'juergen@example.org' },
      delivery: { target: 'kundenangaben', vorgangsnummer: 'AB12CD', attempts: [{ outcome: 'delivered' }] },
    })
    const text = JSON.stringify(exported)
    for (const page of couple.pages) {
      for (const key of Object.keys(page.typed)) expect([key, text.includes(`"${key}"`)]).toEqual([key, true])
    }
    expect(exported.answers?.shown).toContainEqual(
      expect.objectContaining({ question: 'Vorname der zweiten Person', answer: 'Ayşe', page: 'Kontakt' }),
    )
    expect(exported.sent && kundenangabenIn(exported.sent).kundenangaben).toBeDefined()
    const [proof] = exported.privacyProofs
    expect(proof?.statement).toMatchObject({
      unchanged: true,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(proof?.statement.text?.length).toBeGreaterThan(0)
    expect(proof?.way).toContain('review page')
    expect(exported.history.map((event) => event.type)).toEqual(
      expect.arrayContaining(['accepted', 'privacy.shown', 'delivery.state']),
    )
    expect(exported.history.some((event) => event.detail !== null)).toBe(true)
    expect(await audited()).toContain(`${actor} person.export ${made.reference}`)
  })
})

describe('erase', () => {
  it('what was delivered is unreadable at once and found by nobody; reference, proof and audit stay', async () => {
    const made = await delivered()
    expect(await eraseEnquiry(made, { actor, alsoUndelivered: false })).toEqual({
      kind: 'erased',
      cancelled: false,
      caseMayExist: true,
      target: 'kundenangaben',
    })
    expect(await readable(made)).toEqual({ answers: false, contact: false })
    expect(await ids('email', 'juergen@example.org')).not.toContain(made.submissionId)
    expect(await ids('name', 'Ayşe Yıldız')).not.toContain(made.submissionId)
    const [again] = await findEnquiries({ by: 'reference', value: made.reference })
    expect(again).toMatchObject({ erased: true, state: 'DELIVERED', vorgangsnummer: 'AB12CD' })
    const exported = await exportEnquiry(made, actor)
    expect(exported).toMatchObject({ readable: false, answers: null, sent: null, contact: null })
    expect(exported.history.every((event) => event.detail === null)).toBe(true)
    expect(exported.privacyProofs).toHaveLength(1)
    const log = await audited()
    expect(log).toContain(`${actor} person.erase ${made.reference}`)
    expect(log.join()).not.toMatch(/juergen|Ayşe|0171/i)
  })

  it.each(['QUEUED', 'RETRY_WAIT', 'BLOCKED_CONFIG', 'UNKNOWN', 'NEEDS_FIX', 'NEEDS_OPERATOR', 'DEAD'])(
    'undelivered (%s) it stays as it is, unless it is cancelled first',
    async (state) => {
      const made = await enquiry('kauf-suchend')
      await database().execute(sql`
        update delivery set state = ${state}, sent_at = ${state === 'UNKNOWN' ? sql`now()` : null}
        where id = ${made.deliveryId}::uuid`)
      expect(await eraseEnquiry(made, { actor, alsoUndelivered: false })).toEqual({
        kind: 'undelivered',
        state,
      })
      expect(await readable(made)).toEqual({ answers: true, contact: true })
      expect(await eraseEnquiry(made, { actor, alsoUndelivered: true })).toEqual({
        kind: 'erased',
        cancelled: true,
        caseMayExist: state === 'UNKNOWN',
        target: 'kundenangaben',
      })
      expect(await readable(made)).toEqual({ answers: false, contact: false })
      expect(await deliveryRow(made.deliveryId)).toMatchObject({ state: 'CANCELLED', lastReason: 'erased' })
      const { sent, target } = scripted({ kind: 'delivered', reference: { vorgangsnummer: 'XX' } })
      await deliver(made.deliveryId, atEuropace({ target, timings: deliveryTimings, owner: 'test' }))
      expect(sent).toEqual([])
    },
  )

  it('while a worker sends it, it is not touched', async () => {
    const made = await enquiry('kauf-suchend')
    const hold = (set: ReturnType<typeof sql>) =>
      database().execute(sql`update delivery set ${set} where id = ${made.deliveryId}::uuid`)
    await hold(sql`state = 'SENDING'`)
    expect(await eraseEnquiry(made, { actor, alsoUndelivered: true })).toEqual({ kind: 'busy' })
    await hold(sql`state = 'QUEUED', lease_until = now() + interval '1 minute'`)
    expect(await eraseEnquiry(made, { actor, alsoUndelivered: true })).toEqual({ kind: 'busy' })
    expect(await readable(made)).toEqual({ answers: true, contact: true })
  })
})

describe('npm run person', () => {
  const cache = join(process.cwd(), 'node_modules/.cache')
  let folder = ''
  beforeAll(async () => {
    mkdirSync(cache, { recursive: true })
    folder = mkdtempSync(join(cache, 'person-'))
    await build({
      entryPoints: ['worker/person.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['react-server'],
      packages: 'external',
      alias: { 'server-only': './scripts/empty.mjs' },
      outfile: join(folder, 'person.mjs'),
      logLevel: 'silent',
    })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const person = (...args: string[]) =>
    new Promise<{ code: number | null; said: string }>((done) => {
      const child = spawn(process.execPath, [join(folder, 'person.mjs'), ...args], { env: process.env })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (part: Buffer) => {
          said += part.toString('utf8')
        })
      }
      child.once('close', (code) => done({ code, said }))
    })

  it('finds, exports to a file of its owner, erases, and prints nothing personal', async () => {
    const made = await delivered()
    const who = ['--reference', made.reference]
    const out = join(folder, 'person.json')
    const found = await person('find', ...who)
    expect(found).toMatchObject({ code: 0, said: expect.stringContaining(made.reference) })
    const exported = await person('export', ...who, '--out', out)
    expect(exported.code).toBe(0)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(readFileSync(out, 'utf8')).toContain('juergen@example.org')
    expect((await person('export', ...who, '--out', out)).code).toBe(2)
    const erased = await person('erase', ...who)
    expect(erased).toMatchObject({ code: 0, said: expect.stringContaining('Europace') })
    expect(await readable(made)).toEqual({ answers: false, contact: false })
    expect(found.said + exported.said + erased.said).not.toMatch(/juergen|Jürgen|Ayşe|0171/)
    expect(await audited()).toEqual(
      expect.arrayContaining(
        ['find', 'export', 'erase'].map(
          (action) => `operator:${userInfo().username} person.${action} ${made.reference}`,
        ),
      ),
    )
  })

  it('leaves what is undelivered and says so; nothing is found for a stranger; a name erases nobody', async () => {
    const made = await enquiry('kauf-suchend')
    const kept = await person('erase', '--reference', made.reference)
    expect(kept).toMatchObject({ code: 1, said: expect.stringContaining('--also-undelivered') })
    expect(await readable(made)).toEqual({ answers: true, contact: true })
    expect((await person('find', '--email', 'nobody@example.org')).code).toBe(1)
    expect((await person('erase', '--name', 'Sam Suchend')).code).toBe(2)
    expect((await person('erase', '--email', 'a@b.de', '--phone', '1')).code).toBe(2)
    expect((await person('erase')).code).toBe(2)
  })
})
