import pg from 'pg'
import { inject } from 'vitest'

/**
 * Before each `*.db.test.ts`: a fresh migrated database, named in DATABASE_URL before any module reads it. Files of one process have the
 * same name one after the other, since they share the module that has read it.
 */
const { adminUrl, template } = inject('postgres')
const name = `test_${process.pid}`
const client = new pg.Client({ connectionString: adminUrl })
await client.connect()
try {
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name} template ${template}`)
} finally {
  await client.end()
}
process.env.DATABASE_URL = adminUrl.replace(/postgres$/, name)
