import { eq } from 'drizzle-orm'
import { database, schema, withTenant } from '@/lib/db'

/** A second firm on the same database, as like the seeded one as can be; `slug` is its campaign's. */
export async function secondTenant(id: string, slug: string): Promise<void> {
  const { tenant, advisor, privacyStatement, campaign } = schema
  await database().insert(tenant).values({ id, name: 'Fremdberatung' })
  await withTenant(id, async (tx) => {
    const [row] = await database().select().from(campaign).where(eq(campaign.slug, 'musterberatung'))
    const [advised] = await tx.insert(advisor).values({ tenantId: id, name: 'Fremd' }).returning()
    const [statement] = await database()
      .select()
      .from(privacyStatement)
      .where(eq(privacyStatement.id, row?.privacyStatementId ?? ''))
    if (!advised || !statement || !row) throw new Error('The seed is not complete')
    const [own] = await tx
      .insert(privacyStatement)
      .values({ ...statement, id: undefined, tenantId: id })
      .returning()
    const made = { tenantId: id, slug, advisorId: advised.id, privacyStatementId: own?.id ?? '' }
    await tx.insert(campaign).values({ ...row, id: undefined, ...made })
  })
}
