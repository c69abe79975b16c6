import { z } from 'zod'

/**
 * The environment (architecture §9), read once. This is the only module that touches process.env. A missing or
 * wrong variable is told as one sentence per variable, in German and English, that says what to do.
 */
const bytes = (text: string) => Buffer.from(text, 'base64').length
const loopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127\./.test(host)

/** TLS with a checked name, or a server of this machine (trust.md S36). `?host=` overrides what stands before the path. */
function databaseIsSafe(text: string): boolean {
  const url = new URL(text)
  const host = url.searchParams.get('host') ?? url.hostname
  const local = host === '' || host.startsWith('/') || loopback(host)
  return local || url.searchParams.get('sslmode') === 'verify-full'
}
/** The same for mail: TLS from the start, or STARTTLS that may not be left out; no other option can weaken it. */
function mailIsSafe(text: string): boolean {
  const { protocol, hostname, searchParams } = new URL(text)
  const encrypted = protocol === 'smtps:' || searchParams.get('requireTLS') === 'true'
  return loopback(hostname) || (encrypted && [...searchParams.keys()].every((name) => name === 'requireTLS'))
}

const secureUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback(url.hostname)))
})
const key = z.string().refine((text) => bytes(text) >= 32)
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const limit = (usual: number, least = 1) => z.coerce.number().int().min(least).max(1_000_000).default(usual)
const port = z.coerce.number().int().min(0).max(65535)

/** `v1:<base64>,v2:…`, each of a length that `fits`: the last one makes what is new, all of them open or find what is old. */
const versions = (fits: (bytes: number) => boolean) =>
  z
    .string()
    .regex(/^[a-z0-9]+:[A-Za-z0-9+/_=-]+(,[a-z0-9]+:[A-Za-z0-9+/_=-]+)*$/)
    .transform((text) => text.split(',').map((part) => part.split(':') as [string, string]))
    .refine((keys) => keys.every(([, value]) => fits(bytes(value))))
    .refine((keys) => new Set(keys.map(([version]) => version)).size === keys.length)
const encryptionKeys = versions((length) => length === 32)
/** Older environments hold one value without a version; it is the first one, `v1`. */
const macKeys = z.union([
  key.refine((text) => !text.includes(':')).transform((text): [string, string][] => [['v1', text]]),
  versions((length) => length >= 32),
])

/** What Dr. Klein Ratenkredit cannot be reached without. */
const drklein = [
  'DRKLEIN_API_URL',
  'DRKLEIN_TOKEN_URL',
  'DRKLEIN_CLIENT_ID',
  'DRKLEIN_CLIENT_SECRET',
  'DRKLEIN_ENVIRONMENT',
] as const

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
    PORT: port.default(3000),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).refine(databaseIsSafe),
    /** Connections of one process; all processes together must stay below the server's max_connections. */
    DATABASE_CONNECTIONS: limit(10, 2),
    APP_URL: secureUrl,
    ENCRYPTION_KEYS: encryptionKeys,
    INDEX_KEY: macKeys,
    START_TOKEN_KEY: macKeys,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: optional(z.string().min(16)),
    EUROPACE_API_URL: secureUrl,
    EUROPACE_TOKEN_URL: secureUrl,
    EUROPACE_CLIENT_ID: z.string().min(1),
    EUROPACE_CLIENT_SECRET: z.string().min(1),
    EUROPACE_DATENKONTEXT: z.enum(['TEST_MODUS', 'ECHT_GESCHAEFT']).default('TEST_MODUS'),
    EUROPACE_KUNDENBETREUER: optional(z.string().regex(/^[A-Za-z0-9]{3,10}$/)),
    DRKLEIN_API_URL: optional(secureUrl),
    DRKLEIN_TOKEN_URL: optional(secureUrl),
    DRKLEIN_CLIENT_ID: optional(z.string().min(1)),
    DRKLEIN_CLIENT_SECRET: optional(z.string().min(1)),
    /** The stage; no default, because the same host makes real cases and development cases. */
    DRKLEIN_ENVIRONMENT: optional(z.enum(['PRODUCTION', 'development'])),
    /** `vorgang.leadquelle` where the campaign names none. */
    DRKLEIN_LEADQUELLE: optional(z.string().min(1).max(100)),
    /** Where the document of the API contradicts itself (docs/operation.md); the defaults are its example's. */
    DRKLEIN_VERTRIEBSSCHLUESSEL_KEY: optional(z.enum(['vertriebsschluessel', 'vertriebsschlüssel'])),
    DRKLEIN_KUNDENNUMMER_KEY: optional(z.enum(['kundennummer', 'kundenummer'])),
    DRKLEIN_CREDENTIALS: optional(z.enum(['basic', 'body'])),
    DRKLEIN_CONTENT_TYPE: optional(z.string().regex(/^[\w.+-]+\/[\w.+-]+(; ?charset=utf-8)?$/i)),
    NEXTAUTH_URL: optional(secureUrl),
    NEXTAUTH_SECRET: optional(z.string().min(16)),
    OIDC_ISSUER: optional(secureUrl),
    OIDC_CLIENT_ID: optional(z.string().min(1)),
    OIDC_CLIENT_SECRET: optional(z.string().min(1)),
    SMTP_URL: optional(z.url({ protocol: /^smtps?$/ }).refine(mailIsSafe)),
    MAIL_FROM: optional(z.string().min(3)),
    /** Set by the launcher: the worker ends when its standard input does. */
    TRUSTED_PROXY: optional(z.string().min(1)),
    METRICS_TOKEN: optional(z.string().min(16)),
    /** Hard limits of one draft (lib/limits), and from where on a submission looks like a program's. */
    LIMIT_SAVES_PER_MINUTE: limit(120),
    /** Pages of a draft that are looked at. */
    LIMIT_LOADS_PER_MINUTE: limit(240),
    LIMIT_SUBMITS_PER_HOUR: limit(5),
    /** Drafts that one page view may begin: the first, and a few for a tab that comes back or is copied. */
    LIMIT_DRAFTS_PER_TOKEN: limit(5),
    /** Copies as PDF, of one submission. */
    LIMIT_PDFS_PER_HOUR: limit(20),
    /** Letters with a link, of one draft. */
    LIMIT_MAILS_PER_DAY: limit(5),
    /** Letters of every kind to one mailbox within a day, whoever asks for them. */
    LIMIT_LETTERS_PER_ADDRESS: limit(3),
    /** 0: nobody is too fast. */
    SUSPICIOUS_BELOW_SECONDS: limit(20, 0),
    SUSPICIOUS_DRAFTS_PER_HOUR: limit(60),
    /** Of one campaign: open drafts, and drafts begun within the hour, from where on it is crowded or flooded (lib/limits/crowd.ts). */
    LIMIT_OPEN_DRAFTS: limit(20_000),
    SUSPICIOUS_STARTS_PER_HOUR: limit(2_000),
    /** A worker that leaves due work alone for so long says so and ends, for its supervisor to start the next. */
    WORKER_STALLED_SECONDS: z.coerce.number().int().min(5).max(3600).default(30),
    /** Waits of delivery for tests and the soak run (lib/delivery/timings.ts); refused where cases are real. */
    DELIVERY_TIMINGS: z.enum(['default', 'soak']).default('default'),
  })
  .refine((env) => !env.SMTP_URL || env.MAIL_FROM, { path: ['MAIL_FROM'] })
  .superRefine((env, context) => {
    // All of them or none: half a platform would take answers that it cannot pass on.
    if (!drklein.some((name) => env[name] !== undefined)) return
    for (const name of drklein) {
      if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'missing' })
    }
  })

export type Env = z.infer<typeof schema>
export type LoadedEnv = { kind: 'ok'; env: Env } | { kind: 'wrong'; sentences: readonly string[] }

const macWant = {
  de: 'Schlüssel wie v1:<Base64 von mindestens 32 Bytes>, mehrere mit Komma, der letzte gilt; einer allein auch ohne Version (openssl rand -base64 32)',
  en: 'keys like v1:<base64 of at least 32 bytes>, separated by commas, the last one is current; a single one also without version (openssl rand -base64 32)',
}

const wants: { readonly [name: string]: { de: string; en: string } } = {
  DATABASE_URL: {
    de: 'eine Adresse wie postgres://user:password@host:5432/name?sslmode=verify-full (ohne sslmode nur für diesen Rechner)',
    en: 'a URL like postgres://user:password@host:5432/name?sslmode=verify-full (without sslmode for this machine only)',
  },
  ENCRYPTION_KEYS: {
    de: 'Schlüssel wie v1:<Base64 von 32 Bytes>, mehrere mit Komma, der letzte gilt (openssl rand -base64 32)',
    en: 'keys like v1:<base64 of 32 bytes>, separated by commas, the last one is current (openssl rand -base64 32)',
  },
  INDEX_KEY: macWant,
  START_TOKEN_KEY: macWant,
  EUROPACE_CLIENT_ID: { de: 'die Client-ID bei Europace', en: 'the client id at Europace' },
  EUROPACE_CLIENT_SECRET: { de: 'das Client-Secret bei Europace', en: 'the client secret at Europace' },
  EUROPACE_DATENKONTEXT: { de: 'TEST_MODUS oder ECHT_GESCHAEFT', en: 'TEST_MODUS or ECHT_GESCHAEFT' },
  EUROPACE_KUNDENBETREUER: { de: 'eine Partner-ID wie ABC12', en: 'a partner id like ABC12' },
  DRKLEIN_CLIENT_ID: {
    de: 'die Client-ID bei Dr. Klein Ratenkredit; die Variablen DRKLEIN_API_URL, _TOKEN_URL, _CLIENT_ID, _CLIENT_SECRET und _ENVIRONMENT gehören zusammen',
    en: 'the client id at Dr. Klein Ratenkredit; the variables DRKLEIN_API_URL, _TOKEN_URL, _CLIENT_ID, _CLIENT_SECRET and _ENVIRONMENT belong together',
  },
  DRKLEIN_CLIENT_SECRET: {
    de: 'das Client-Secret bei Dr. Klein Ratenkredit',
    en: 'the client secret at Dr. Klein Ratenkredit',
  },
  DRKLEIN_ENVIRONMENT: {
    de: 'PRODUCTION für echte Fälle oder development',
    en: 'PRODUCTION for real cases or development',
  },
  DRKLEIN_LEADQUELLE: {
    de: 'die vereinbarte Leadquelle, höchstens 100 Zeichen',
    en: 'the agreed lead source, at most 100 characters',
  },
  DRKLEIN_VERTRIEBSSCHLUESSEL_KEY: {
    de: 'vertriebsschluessel oder vertriebsschlüssel',
    en: 'vertriebsschluessel or vertriebsschlüssel',
  },
  DRKLEIN_KUNDENNUMMER_KEY: { de: 'kundennummer oder kundenummer', en: 'kundennummer or kundenummer' },
  DRKLEIN_CREDENTIALS: { de: 'basic oder body', en: 'basic or body' },
  DRKLEIN_CONTENT_TYPE: {
    de: 'einen Inhaltstyp wie application/json; charset=utf-8',
    en: 'a content type such as application/json; charset=utf-8',
  },
  SMTP_URL: {
    de: 'eine Adresse wie smtps://user:password@host:465 oder smtp://user:password@host:587/?requireTLS=true',
    en: 'a URL like smtps://user:password@host:465 or smtp://user:password@host:587/?requireTLS=true',
  },
  MAIL_FROM: { de: 'einen Absender, denn SMTP_URL ist gesetzt', en: 'a sender, because SMTP_URL is set' },
  DELIVERY_TIMINGS: { de: 'default oder soak', en: 'default or soak' },
  WORKER_STALLED_SECONDS: { de: 'eine ganze Zahl von 5 bis 3600', en: 'a whole number from 5 to 3600' },
  PORT: { de: 'eine Portnummer', en: 'a port number' },
  NODE_ENV: { de: 'development, test oder production', en: 'development, test or production' },
}
const urlWant = {
  de: 'eine https-Adresse (http nur für diesen Rechner, etwa http://127.0.0.1:4010)',
  en: 'an https URL (http for this machine only, such as http://127.0.0.1:4010)',
}
const secretWant = { de: 'einen Text von mindestens 16 Zeichen', en: 'a text of at least 16 characters' }

const numberWant = { de: 'eine ganze Zahl', en: 'a whole number' }

function wantOf(name: string): { de: string; en: string } {
  if (/^(LIMIT|SUSPICIOUS)_|_CONNECTIONS$/.test(name)) return numberWant
  return wants[name] ?? (/_URL$|ISSUER$/.test(name) ? urlWant : secretWant)
}

/** Reads a source such as process.env. Pure. The sentences name the variable, never its value. */
export function loadEnv(source: { readonly [name: string]: string | undefined }): LoadedEnv {
  const parsed = schema.safeParse(source)
  if (parsed.success) return { kind: 'ok', env: parsed.data }
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]
  return {
    kind: 'wrong',
    sentences: names.map((name) => {
      const { de, en } = wantOf(name)
      const missing = !source[name]
      return (
        `${name} ${missing ? 'fehlt' : 'ist falsch'}: Bitte setzen Sie ${de}. ` +
        `/ ${name} is ${missing ? 'missing' : 'wrong'}: please set ${en}.`
      )
    }),
  }
}

let cached: Env | undefined

/** The process's environment. Ends the process with the sentences of `loadEnv` when it is wrong. */
export function env(): Env {
  if (cached) return cached
  const loaded = loadEnv(process.env)
  switch (loaded.kind) {
    case 'ok':
      cached = loaded.env
      return cached
    case 'wrong':
      process.stderr.write(`${loaded.sentences.join('\n')}\n`)
      return process.exit(1)
  }
}
