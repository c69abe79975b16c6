import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** Before each `*.db.test.ts`: a fresh migrated database, named in DATABASE_URL before any module reads it. */
const { adminUrl, template } = inject('postgres')
const name = `test_${randomUUID().replaceAll('-', '')}`
const client = new pg.Client({ connectionString: adminUrl })
await client.connect()
try {
  await client.query(`create database ${name} template ${template}`)
} finally {
  await client.end()
}
process.env.DATABASE_URL = adminUrl.replace(/postgres$/, name)
