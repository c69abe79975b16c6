import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { GET } from '@/app/api/health/ready/route'
import { env } from '@/lib/env'
import { canWrite, closeDatabase, database, schema } from '.'
import { unfitFor } from './migrate'

afterAll(closeDatabase)

/** The server's own database, beside this test's. */
const adminUrl = new URL('/postgres', env().DATABASE_URL).href
async function asAdmin(statement: string) {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
const named = (name: string, user?: string) => {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  if (user) [url.username, url.password] = [user, user]
  return url.href
}

describe('a database that is to be migrated', () => {
  it('is fit when it is one of ours, and nothing is left behind', async () => {
    expect(await unfitFor(env().DATABASE_URL)).toEqual([])
    const left = await database().execute(`select 1 from pg_class where relname = 'selbstauskunft_space'`)
    expect(left.rows).toEqual([])
  })

  it('is refused in another encoding, by a user without rights, and where nothing can be written, with a sentence each', async () => {
    const name = `unfit_${randomUUID().replaceAll('-', '')}`
    await asAdmin(`create database ${name} encoding 'SQL_ASCII' locale 'C' template template0`)
    await asAdmin(`alter database ${name} set default_transaction_read_only = on`)
    await asAdmin(`create role ${name} login password '${name}'`)
    const sentences = await unfitFor(named(name, name))
    expect(sentences).toHaveLength(3)
    expect(sentences[0]).toMatch(/SQL_ASCII.*UTF8.*\/ The database was created in SQL_ASCII/)
    expect(sentences[1]).toMatch(/default_transaction_read_only/)
    expect(sentences[2]).toMatch(/grant create/)
  })
})

describe('readiness', () => {
  it('says no as long as nothing can be written, and leaves no row', async () => {
    const status = async () => (await GET()).status
    expect(await status()).toBe(200)
    const { pathname } = new URL(env().DATABASE_URL)
    await asAdmin(`alter database ${pathname.slice(1)} set default_transaction_read_only = on`)
    await closeDatabase()
    // What was found is good for two seconds: the clock is the test's.
    expect(await canWrite(performance.now() + 10_000)).toBe(false)
    expect(await status()).toBe(503)
    const { platformGate } = schema
    expect(await database().select().from(platformGate)).toEqual([])
  })
})
