import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { env } from '@/lib/env'
import { closeDatabase, database, schema, schemaReady, tenantIds, withTenant } from '.'
import { migrate } from './migrate'

afterAll(closeDatabase)

describe('migrations', () => {
  it('leave a database that is ready, and change nothing when repeated by two at once', async () => {
    await Promise.all([migrate(env().DATABASE_URL), migrate(env().DATABASE_URL)])
    expect(await schemaReady()).toBe(true)
  })
})

describe('seed', () => {
  it('is idempotent and gives an open campaign of each product in test mode, and a closed one', async () => {
    await seed()
    await seed()
    expect(await tenantIds()).toHaveLength(1)
    expect(await campaignPage('musterberatung')).toMatchObject({
      test: true,
      closed: false,
      firm: 'Musterberatung',
    })
    expect(await campaignPage('musterkredit')).toMatchObject({
      product: 'ratenkredit',
      test: true,
      closed: false,
    })
    expect(await campaignPage('musterpause')).toMatchObject({ closed: true })
    expect(await campaignPage('none')).toBeNull()
    expect(await campaignPage("'; drop table campaign")).toBeNull()
  })
})

describe('evidence', () => {
  it('a privacy statement and an audit event refuse to be changed', async () => {
    await seed()
    const [tenantId = ''] = await tenantIds()
    await withTenant(tenantId, (tx) =>
      tx.insert(schema.auditEvent).values({ tenantId, actor: 'test', action: 'test' }),
    )
    for (const statement of [
      "update privacy_statement set title = '{}'",
      'delete from privacy_statement',
      "update audit_event set actor = 'other'",
      'delete from audit_event',
    ]) {
      const refused = await database()
        .execute(sql.raw(statement))
        .catch((thrown: Error) => String((thrown.cause as Error | undefined)?.message))
      expect(refused).toContain('is refused')
    }
  })
})
