import { eq } from 'drizzle-orm'
import { afterAll, expect, it, vi } from 'vitest'
import { closeDatabase, database, schema } from '@/lib/db'
import { log } from '@/lib/log'
import { campaignPage } from '.'
import { seed } from './seed'
import { checkedSettings } from './settings'

afterAll(closeDatabase)

it('lets through what can be shown and sent, and names what is wrong', async () => {
  await seed()
  const rows = await database().select().from(schema.campaign)
  for (const row of rows) expect(checkedSettings(row).kind).toBe('settings')
  const [row] = rows.filter(({ product }) => product === 'baufinanzierung')
  if (!row) throw new Error('The seed has a mortgage campaign')
  const wrong = { ...row, product: 'ratenkredit' as const, page: { ...Object(row.page), firm: '' } }
  expect(checkedSettings(wrong)).toEqual({
    kind: 'wrong',
    problems: [
      expect.stringMatching(/^page\.firm: /),
      'settings.target: a campaign of ratenkredit goes to vorgang',
    ],
  })
})

it('that were written past the gate are no page, never an error', async () => {
  const said = vi.spyOn(log, 'error').mockReturnValue()
  const { campaign } = schema
  const bad: { page?: unknown; settings?: unknown }[] = [
    { settings: { target: 'mars' } },
    { page: { firm: 7 } },
  ]
  for (const values of bad) {
    await seed()
    const [row] = await database().select().from(campaign).where(eq(campaign.slug, 'musterberatung'))
    await database().update(campaign).set(values).where(eq(campaign.slug, 'musterberatung'))
    expect(await campaignPage('musterberatung')).toBeNull()
    expect(said).toHaveBeenLastCalledWith('campaign.settings', expect.anything())
    await database()
      .update(campaign)
      .set({ page: row?.page, settings: row?.settings })
      .where(eq(campaign.slug, 'musterberatung'))
    expect(await campaignPage('musterberatung')).not.toBeNull()
  }
})
