import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { campaignPage, offeredConsents } from '@/lib/campaigns'
import { changeCampaigns } from '@/lib/campaigns/change-campaigns.fixture'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase } from '@/lib/db'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { readPdf } from '@/lib/pdf/read.fixture'
import { eraseEnquiry } from '@/lib/rights/erase'
import { exportEnquiry } from '@/lib/rights/export'
import { findEnquiries } from '@/lib/rights/find'
import { copyForPerson } from './copy'
import { typed } from './sent.fixture'
import { submit } from './submit'

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const mail = 'Musterberatung darf mir per E-Mail Angebote zu Versicherungen schicken. Widerruf jederzeit.'
const boxes = [
  { id: 'werbung-email', text: { de: mail, en: 'Musterberatung may email me offers.' } },
  {
    id: 'werbung-telefon',
    text: { de: 'Musterberatung darf mich anrufen.', en: 'Musterberatung may call me.' },
  },
]

beforeAll(seed)
beforeEach(() => offer(boxes))
afterAll(closeDatabase)

const offer = (consents: typeof boxes) =>
  changeCampaigns({ slug: 'musterberatung' }, { page: { consents, mailCopy: true } })

async function offered(lang: 'de' | 'en' = 'de') {
  const page = await campaignPage('musterberatung')
  if (!page) throw new Error('the demo has a campaign')
  return offeredConsents(page, lang)
}
async function sent(consents: readonly string[], mailCopy = false) {
  const persona = personas.find(({ id }) => id === 'kauf-paar')
  if (!persona) throw new Error('no such persona')
  const request = { ...(await typed(persona)), mailCopy, consents }
  const result = await submit(request, meta)
  if (result.kind !== 'sent') throw new Error(JSON.stringify(result))
  const [enquiry] = await findEnquiries({ by: 'reference', value: result.receipt.reference })
  if (!enquiry) throw new Error('not found')
  return { secret: request.secret, receipt: result.receipt, enquiry }
}

it('what was ticked is kept in the words that stood there: receipt, copy and export; erasing takes it along', async () => {
  const [box] = await offered()
  const { secret, receipt, enquiry } = await sent([box?.id ?? ''], true)
  expect(receipt.consents).toHaveLength(2)
  expect(receipt.consents[1]).toBe(mail)
  const copy = await copyForPerson(secret, meta)
  if (copy.kind !== 'pdf') throw new Error(copy.kind)
  const text = (await readPdf(copy.file.bytes)).pages.join(' ').replace(/\s+/g, ' ')
  expect(text).toContain(`„${mail}“ Angekreuzt und abgesendet am`)
  expect(text).not.toContain('in nichts weiter eingewilligt')

  // Whatever the campaign says by then.
  await offer([])
  const held = await exportEnquiry(enquiry, 'operator:Test')
  expect(held.consents.map(({ purpose, text: words }) => [purpose, words])[1]).toEqual([
    'werbung-email',
    mail,
  ])
  await eraseEnquiry(enquiry, { actor: 'operator:Test', alsoUndelivered: true })
  const left = await exportEnquiry(enquiry, 'operator:Test')
  expect(JSON.stringify(left)).not.toContain('Angebote zu Versicherungen')
})

it('nothing is needed to send, and only what stood beside a box counts', async () => {
  expect((await sent([])).receipt.consents).toEqual([])
  const [, telephone] = await offered()
  const [english] = await offered('en')
  await offer([
    { id: 'werbung-telefon', text: { de: 'Alle dürfen mich anrufen.', en: 'Anybody may call me.' } },
  ])
  const ticked = [telephone?.id ?? '', english?.id ?? '', 'werbung-telefon', 'erfunden.abc', '__proto__']
  expect((await sent(ticked)).receipt.consents).toEqual([])
})
