import { describe, expect, it } from 'vitest'
import { loadEnv } from './env'

const key = Buffer.alloc(32, 7).toString('base64')
const good = {
  DATABASE_URL: 'postgres://user:password@localhost:5432/name',
  APP_URL: 'https://antrag.example.org',
  ENCRYPTION_KEYS: `v1:${key},v2:${key}`,
  INDEX_KEY: key,
  START_TOKEN_KEY: key,
  EUROPACE_API_URL: 'https://baufinanzierung.api.europace.de',
  EUROPACE_TOKEN_URL: 'https://api.europace.de/auth/token',
  EUROPACE_CLIENT_ID: 'client',
  EUROPACE_CLIENT_SECRET: 'secret',
}
const drklein = {
  DRKLEIN_API_URL: 'https://api.drkleinservice.de',
  DRKLEIN_TOKEN_URL: 'https://api.drkleinservice.de/oauth2/token',
  DRKLEIN_CLIENT_ID: 'partner',
  DRKLEIN_CLIENT_SECRET: 'secret',
  DRKLEIN_ENVIRONMENT: 'development',
}
const required = Object.keys(good)

describe('loadEnv', () => {
  it('reads a whole environment, test mode and port 3000 being the defaults', () => {
    const loaded = loadEnv(good)
    expect(loaded).toMatchObject({ kind: 'ok', env: { PORT: 3000, EUROPACE_DATENKONTEXT: 'TEST_MODUS' } })
    if (loaded.kind === 'ok') expect(loaded.env.ENCRYPTION_KEYS.at(-1)).toEqual(['v2', key])
  })

  it.each(['INDEX_KEY', 'START_TOKEN_KEY'] as const)(
    'takes %s in versions, and one value alone as v1',
    (name) => {
      const read = (value: string) => {
        const loaded = loadEnv({ ...good, [name]: value })
        return loaded.kind === 'ok' ? loaded.env[name] : loaded
      }
      const long = Buffer.alloc(48, 9).toString('base64')
      expect(read(key)).toEqual([['v1', key]])
      expect(read(`v1:${key},v2:${long}`)).toEqual([
        ['v1', key],
        ['v2', long],
      ])
    },
  )

  it.each(required)('says in both languages what to do when %s is missing', (name) => {
    const loaded = loadEnv({ ...good, [name]: undefined })
    expect(loaded.kind).toBe('wrong')
    if (loaded.kind !== 'wrong') return
    expect(loaded.sentences).toHaveLength(1)
    expect(loaded.sentences[0]).toMatch(
      new RegExp(`^${name} fehlt: Bitte setzen Sie .+ / ${name} is missing: please set .+\\.$`),
    )
  })

  it.each([
    ['DATABASE_URL', 'mysql://localhost/name'],
    ['ENCRYPTION_KEYS', `v1:${Buffer.alloc(16).toString('base64')}`],
    ['ENCRYPTION_KEYS', `v1:${key},v1:${key}`],
    ['INDEX_KEY', 'short'],
    ['INDEX_KEY', 'v1:short'],
    ['INDEX_KEY', `v1:${key},v1:${key}`],
    ['START_TOKEN_KEY', `v1:${key},${key}`],
    ['START_TOKEN_KEY', `v1:${key},v2:short`],
    ['APP_URL', 'antrag.example.org'],
    ['EUROPACE_API_URL', 'http://api.example.org'],
    ['EUROPACE_DATENKONTEXT', 'ECHTGESCHAEFT'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['SMTP_URL', 'smtp://mail.example.org'],
    ['SMTP_URL', 'smtps://mail.example.org/?tls.rejectUnauthorized=false'],
    ['SMTP_URL', 'smtp://mail.example.org/?requireTLS=true&ignoreTLS=true'],
    ['DATABASE_URL', 'postgres://u:p@db.example.org/name'],
    ['DATABASE_URL', 'postgres://u:p@db.example.org/name?sslmode=require'],
    ['DATABASE_URL', 'postgres://u:p@db.example.org/name?sslmode=no-verify'],
    ['DATABASE_URL', 'postgres://u:p@localhost/name?host=db.example.org'],
    ['LIMIT_SUBMITS_PER_HOUR', '0'],
    ['SUSPICIOUS_DRAFTS_PER_HOUR', 'many'],
    ['PORT', '70000'],
  ])('names %s when it is %s, and never its value', (name, value) => {
    const loaded = loadEnv({ ...good, MAIL_FROM: 'a@example.org', [name]: value })
    expect(loaded).toMatchObject({
      kind: 'wrong',
      sentences: [expect.stringContaining(`${name} ist falsch`)],
    })
    if (loaded.kind === 'wrong') expect(loaded.sentences.join()).not.toContain(value)
  })

  it('lets a sandbox of this machine be reached without TLS', () => {
    expect(loadEnv({ ...good, EUROPACE_API_URL: 'http://127.0.0.1:4010' }).kind).toBe('ok')
    expect(loadEnv({ ...good, EUROPACE_API_URL: 'http://localhost:4010' }).kind).toBe('ok')
  })

  it.each([
    ['DATABASE_URL', 'postgres://u:p@db.example.org:5432/name?sslmode=verify-full'],
    ['DATABASE_URL', 'postgres://u:p@127.0.0.1:5432/name'],
    ['DATABASE_URL', 'postgres://u:p@[::1]:5432/name'],
    ['DATABASE_URL', 'postgres:///name?host=/var/run/postgresql'],
    ['SMTP_URL', 'smtps://u:p@mail.example.org:465'],
    ['SMTP_URL', 'smtp://u:p@mail.example.org:587/?requireTLS=true'],
    ['SMTP_URL', 'smtp://127.0.0.1:4011'],
  ])('takes %s with TLS that is checked, or of this machine: %s', (name, value) => {
    expect(loadEnv({ ...good, MAIL_FROM: 'a@example.org', [name]: value }).kind).toBe('ok')
  })

  it('has the limits of trust.md S20 unless told otherwise', () => {
    expect(loadEnv(good)).toMatchObject({
      env: { LIMIT_SAVES_PER_MINUTE: 120, LIMIT_LOADS_PER_MINUTE: 240, LIMIT_SUBMITS_PER_HOUR: 5 },
    })
  })

  it.each(Object.keys(drklein))('wants all of Dr. Klein or none of it: %s', (name) => {
    expect(loadEnv({ ...good, ...drklein }).kind).toBe('ok')
    expect(loadEnv({ ...good, ...drklein, [name]: '' })).toMatchObject({
      kind: 'wrong',
      sentences: [expect.stringContaining(`${name} fehlt: Bitte setzen Sie `)],
    })
    expect(loadEnv({ ...good, [name]: drklein[name as keyof typeof drklein] })).toMatchObject({
      kind: 'wrong',
      sentences: { length: 4 },
    })
  })

  it.each([
    ['DRKLEIN_ENVIRONMENT', 'production'],
    ['DRKLEIN_ENVIRONMENT', 'test'],
    ['DRKLEIN_API_URL', 'http://api.example.org'],
    ['DRKLEIN_KUNDENNUMMER_KEY', 'kundenNr'],
    ['DRKLEIN_VERTRIEBSSCHLUESSEL_KEY', 'schluessel'],
    ['DRKLEIN_CREDENTIALS', 'header'],
    ['DRKLEIN_CONTENT_TYPE', 'application/json\r\nx: y'],
  ])('refuses %s as %s', (name, value) => {
    expect(loadEnv({ ...good, ...drklein, [name]: value })).toMatchObject({
      kind: 'wrong',
      sentences: [expect.stringContaining(`${name} ist falsch`)],
    })
  })

  it('wants a sender as soon as there is a mail server; an empty variable is an absent one', () => {
    expect(loadEnv({ ...good, SMTP_URL: '', MAIL_FROM: '' }).kind).toBe('ok')
    expect(loadEnv({ ...good, SMTP_URL: 'smtp://127.0.0.1:4011' })).toMatchObject({
      kind: 'wrong',
      sentences: [expect.stringContaining('MAIL_FROM')],
    })
  })
})
