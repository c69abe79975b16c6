import { eq } from 'drizzle-orm'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema } from '@/lib/db'
import { operatorNamed } from '@/lib/delivery/operator/operator'
import { exportPdf } from '@/lib/delivery/operator/read'
import type { Receipt } from '@/lib/drafts/protocol'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { confirm, smtpPost } from '@/lib/mail'
import { readPdf } from '@/lib/pdf/read.fixture'
import { copyForPerson } from './copy'
import { typed } from './sent.fixture'
import { submit } from './submit'

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const persona = personas.find(({ id }) => id === 'kauf-paar')

beforeAll(seed)
beforeEach(() => offers(true))
afterAll(closeDatabase)

const offers = (copies: boolean) =>
  changeCampaigns({}, { page: { mailConfirmation: true, mailCopy: copies } })

async function sent(mailCopy: boolean): Promise<{ secret: string; receipt: Receipt; deliveryId: string }> {
  if (!persona) throw new Error('no such persona')
  const request = { ...(await typed(persona)), mailCopy }
  const result = await submit(request, meta)
  if (result.kind !== 'sent') throw new Error(JSON.stringify(result))
  const { receipt } = result
  const [row] = await database()
    .select({ id: schema.delivery.id })
    .from(schema.delivery)
    .innerJoin(schema.submission, eq(schema.submission.id, schema.delivery.submissionId))
    .where(eq(schema.submission.reference, receipt.reference))
  return { secret: request.secret, receipt, deliveryId: row?.id ?? '' }
}

async function textOf(bytes: Buffer): Promise<string> {
  return (await readPdf(bytes)).pages.join('\n').replace(/\s+/g, ' ')
}

/** What a mail server gets of the confirmation. */
async function mailed(deliveryId: string) {
  const taken: Buffer[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        taken.push(Buffer.concat(parts))
        done()
      })
    },
  })
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done))
  const address = smtp.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const outcome = await confirm(deliveryId, { post: smtpPost(`smtp://127.0.0.1:${port}`, 'a@example.org') })
  await new Promise<void>((done) => smtp.close(() => done()))
  return { outcome, letters: await Promise.all(taken.map((raw) => PostalMime.parse(raw))) }
}

describe('the copy for the person', () => {
  it('is what they said, with reference and documents, for whoever holds the secret', async () => {
    const { secret, receipt } = await sent(false)
    const copy = await copyForPerson(secret, meta)
    if (copy.kind !== 'pdf') throw new Error(copy.kind)
    expect(copy.file.name).toMatch(/^selbstauskunft-SA-[A-Z2-9]{4}-[A-Z2-9]{4}\.pdf$/)
    const text = await textOf(copy.file.bytes)
    for (const { rows } of receipt.summary.flatMap(({ groups }) => groups)) {
      for (const { value } of rows) expect(text).toContain(value.replace(/\s+/g, ' '))
    }
    const documents = receipt.documents.flatMap(({ items }) => items)
    expect(documents.length).toBeGreaterThan(3)
    for (const { de } of documents) expect(text).toContain(de)
    expect(text).toContain('Datenschutzhinweise der Musterberatung')
    expect(text).toContain('in nichts weiter eingewilligt')
  })

  it('is refused to other pages, odd secrets and strangers', async () => {
    const { secret } = await sent(false)
    const elsewhere = { ...meta, origin: 'https://evil.example' }
    expect(await copyForPerson(secret, elsewhere)).toEqual({ kind: 'refused', reason: 'origin' })
    for (const odd of [undefined, 7, '', {}]) {
      expect(await copyForPerson(odd, meta)).toEqual({ kind: 'refused', reason: 'shape' })
    }
    expect(await copyForPerson('A'.repeat(43), meta)).toEqual({ kind: 'gone' })
    expect(await copyForPerson('A'.repeat(4000), meta)).toEqual({ kind: 'gone' })
  })

  it('is gone once the data was erased, and limited in number', async () => {
    const { secret, receipt } = await sent(false)
    const [row] = await database()
      .select({ id: schema.submission.id })
      .from(schema.submission)
      .where(eq(schema.submission.reference, receipt.reference))
    await database()
      .delete(schema.dataKey)
      .where(eq(schema.dataKey.recordId, row?.id ?? ''))
    for (let count = 0; count < 20; count += 1) {
      expect(await copyForPerson(secret, meta)).toEqual({ kind: 'gone' })
    }
    expect(await copyForPerson(secret, meta)).toMatchObject({ kind: 'limited' })
  })
})

describe('the copy by mail', () => {
  it('goes along for those who ticked the box, and says that they did', async () => {
    const { deliveryId, receipt } = await sent(true)
    const { outcome, letters } = await mailed(deliveryId)
    expect(outcome).toBe('sent')
    const [letter] = letters
    const [file] = letter?.attachments ?? []
    expect(file).toMatchObject({ mimeType: 'application/pdf', disposition: 'attachment' })
    expect(file?.filename).toContain(receipt.reference.slice(0, 4))
    if (!(file?.content instanceof ArrayBuffer)) throw new Error('no bytes')
    expect(await textOf(Buffer.from(file.content))).toContain(
      '„Schicken Sie mir mit der Bestätigung eine Kopie',
    )
    expect(letter?.text).toContain('Im Anhang')
    for (const { de } of receipt.documents.flatMap(({ items }) => items)) expect(letter?.text).toContain(de)

    await database()
      .update(schema.delivery)
      .set({ state: 'DELIVERED', reference: { vorgangsnummer: 'YX4MDU' } })
      .where(eq(schema.delivery.id, deliveryId))
    const second = await mailed(deliveryId)
    expect(second.letters[0]?.text).toContain('YX4MDU')
    expect(second.letters[0]?.attachments).toEqual([])
  })

  it('stays away where the box was not ticked, or is not offered', async () => {
    const unticked = await sent(false)
    await offers(false)
    const unoffered = await sent(true)
    for (const { deliveryId, receipt } of [unticked, unoffered]) {
      const { letters } = await mailed(deliveryId)
      expect(letters[0]?.attachments).toEqual([])
      expect(letters[0]?.text).toContain('enthält keine Ihrer Angaben')
      for (const { de } of receipt.documents.flatMap(({ items }) => items)) {
        expect(letters[0]?.text).not.toContain(de)
      }
    }
  })
})

describe('the copy for an operator', () => {
  it('is the same, and audited', async () => {
    const { receipt, secret } = await sent(false)
    const operator = operatorNamed('anna')
    if (!operator) throw new Error('no operator')
    const exported = await exportPdf({ operator }, receipt.reference)
    const own = await copyForPerson(secret, meta)
    if (exported.kind !== 'pdf' || own.kind !== 'pdf') throw new Error('no PDF')
    expect(exported.file.bytes.equals(own.file.bytes)).toBe(true)
    const entries = await database()
      .select()
      .from(schema.auditEvent)
      .where(eq(schema.auditEvent.action, 'delivery.pdf'))
    expect(entries).toMatchObject([{ actor: 'operator:anna', subject: exported.shown }])
    expect(await exportPdf({ operator }, 'SA-AAAA-AAAA')).toEqual({ kind: 'refused', why: 'noSuchDelivery' })
  })
})
