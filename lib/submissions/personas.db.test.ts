import { afterAll, beforeAll, expect, it } from 'vitest'
import { seed } from '@/lib/campaigns/seed'
import { closeDatabase, database, schema, tenantIds, withTenant } from '@/lib/db'
import { kundenangabenIn } from '@/lib/delivery/accepted.fixture'
import { berlinToday } from '@/lib/drafts/today'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { toDocument } from '@/lib/forms/engine'
import { contactOf } from './contact'
import { sent } from './sent.fixture'
import { readSnapshot } from './snapshot'

beforeAll(seed)
afterAll(closeDatabase)

it.each(personas.map((persona) => [persona.id, persona] as const))('%s can be sent', async (_, persona) => {
  const receipt = await sent(persona)
  const rows = await database().select().from(schema.submission)
  const id = rows.find((row) => row.reference === receipt.reference)?.id ?? ''
  const [tenantId = ''] = await tenantIds()
  const [snapshot, contact] = await withTenant(tenantId, async (tx) => [
    await readSnapshot(tx, id),
    await contactOf(tx, id),
  ])
  // Only relevant answers were kept, and they alone give the document that goes out.
  const env = { length: 'short' as const, lang: persona.lang, today: berlinToday() }
  const document = toDocument(baufinanzierung, snapshot?.answers ?? {}, env)
  if (!snapshot) throw new Error('not stored')
  const { kundenangaben } = kundenangabenIn(snapshot.payload)
  expect(kundenangaben).toMatchObject(JSON.parse(JSON.stringify(document)))
  expect(contact?.email).toMatch(/@/)
  expect(contact?.nachname).toBeTruthy()
  const kunden = JSON.stringify(kundenangaben).match(/"externeKundenId"/g)
  expect(kunden).toHaveLength(receipt.persons)
})
