import type { Client } from 'pg'
import { codeOf, unavailable } from './failure'

/** The oldest version that PostgreSQL still mends. */
const leastVersion = 15
/** So much must fit beside what is there: the indexes that a migration builds anew, and the first days of drafts. */
const leastSpace = { megabytes: 64 }

type Facts = {
  encoding: string
  version: number
  readOnly: boolean
  createsSchemas: boolean
  createsTables: boolean
  foreign: string | null
}

const facts = `select
  current_setting('server_encoding') as encoding,
  current_setting('server_version_num')::int / 10000 as version,
  pg_is_in_recovery() or current_setting('transaction_read_only')::bool as "readOnly",
  has_database_privilege(current_database(), 'CREATE') as "createsSchemas",
  coalesce((select has_schema_privilege(oid, 'CREATE') from pg_namespace where nspname = 'public'), false) as "createsTables",
  (select string_agg(distinct tableowner, ', ') from pg_tables
    where (schemaname in ('drizzle', 'graphile_worker') or (schemaname, tablename) in (('public', 'submission'), ('public', 'draft')))
      and not pg_has_role(tableowner, 'USAGE')) as foreign`

/**
 * What of this database would fail later, one sentence each, German and English: encoding, version, rights and free space. Empty: it
 * may be migrated. Leaves nothing behind. Throws what the database throws where it cannot be asked at all.
 */
export async function unfit(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<Facts>(facts)
  const [found] = rows
  if (!found) return []
  const sentences: string[] = []
  if (found.encoding !== 'UTF8')
    sentences.push(
      `Die Datenbank ist in ${found.encoding} angelegt, Namen brauchen UTF8: Bitte legen Sie sie mit "create database … encoding 'UTF8' template template0" neu an. ` +
        `/ The database was created in ${found.encoding}, names need UTF8: please create it anew with "create database … encoding 'UTF8' template template0".`,
    )
  if (found.version < leastVersion)
    sentences.push(
      `PostgreSQL ${found.version} ist zu alt: Bitte nehmen Sie mindestens ${leastVersion}. ` +
        `/ PostgreSQL ${found.version} is too old: please use at least ${leastVersion}.`,
    )
  if (found.readOnly)
    sentences.push(
      'In diese Datenbank kann nichts geschrieben werden (Standby oder default_transaction_read_only): Bitte nennen Sie in DATABASE_URL den Server, der schreibt. ' +
        '/ Nothing can be written to this database (standby or default_transaction_read_only): please name the server that writes in DATABASE_URL.',
    )
  if (!found.createsSchemas || !found.createsTables)
    sentences.push(
      'Der Benutzer aus DATABASE_URL darf keine Schemas oder Tabellen anlegen: Bitte geben Sie ihm "grant create on database …" und "grant create on schema public". ' +
        '/ The user of DATABASE_URL may not create schemas or tables: please give "grant create on database …" and "grant create on schema public".',
    )
  if (found.foreign)
    sentences.push(
      `Die Tabellen gehören ${found.foreign}, nicht dem Benutzer aus DATABASE_URL: Bitte migrieren Sie als dieser. ` +
        `/ The tables belong to ${found.foreign}, not to the user of DATABASE_URL: please migrate as that one.`,
    )
  if (sentences.length === 0 && !(await hasSpace(client)))
    sentences.push(
      `In der Datenbank sind keine ${leastSpace.megabytes} MB frei: Bitte schaffen Sie Platz auf dem Datenträger des Servers. ` +
        `/ The database has not ${leastSpace.megabytes} MB free: please make room on the server's disk.`,
    )
  return sentences
}

/** Postgres does not say how much is free; it says when something does not fit. The table is unlogged and gone with the transaction. */
async function hasSpace(client: Client): Promise<boolean> {
  await client.query('begin')
  try {
    await client.query('create unlogged table selbstauskunft_space (part bytea)')
    await client.query('alter table selbstauskunft_space alter column part set storage external')
    await client.query(
      `insert into selbstauskunft_space
       select decode(repeat('78', 1024 * 1024), 'hex') from generate_series(1, $1::int)`,
      [leastSpace.megabytes],
    )
    return true
  } catch (thrown) {
    if (codeOf(thrown) !== undefined && unavailable(thrown) === 'full') return false
    throw thrown
  } finally {
    await client.query('rollback')
  }
}
