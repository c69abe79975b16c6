import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Five projects. The files of `unit` need nothing and share the modules they load, which takes half the time; those of `alone` replace
 * modules or the environment they read. `db` and `db-alone` (`*.db.test.ts`) are the same over an embedded Postgres, with a fresh
 * database for each file. `system` (`e2e/system`) runs processes of the production build, mostly waiting.
 */
const replacingModules = [
  'app/antrag/actions.test.ts',
  'lib/campaigns/campaigns.test.ts',
  'lib/db/silent.test.ts',
  'lib/http/request-meta.test.ts',
  'scripts/patterns.test.mjs',
]

/** The same among those with a database, and one whose gates still speak to it for a moment after its end. */
const aloneOverDatabase = [
  'lib/delivery/gate/outage.db.test.ts',
  'lib/crypto/rotation.db.test.ts',
  'lib/delivery/restore.db.test.ts',
  'lib/drafts/bounds.db.test.ts',
  'lib/drafts/devices.db.test.ts',
  'lib/drafts/drafts.db.test.ts',
  'lib/drafts/resume.db.test.ts',
  'lib/drafts/stale.db.test.ts',
  'lib/funnel/funnel.db.test.ts',
  'lib/submissions/flood.db.test.ts',
  'lib/submissions/key-versions.db.test.ts',
  'lib/submissions/letters.db.test.ts',
  'lib/submissions/many.db.test.ts',
  'lib/submissions/submissions.db.test.ts',
  'lib/submissions/tenants.db.test.ts',
  'lib/submissions/verify.db.test.ts',
  'lib/submissions/vorgang.db.test.ts',
]

/** A whole environment (lib/env), so that a test may load any module; nothing listens at these addresses. */
const testEnvironment = {
  TZ: 'Europe/Berlin',
  NODE_ENV: 'test' as const,
  VERIFY: process.env.VERIFY ?? '',
  DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:1/none',
  APP_URL: 'http://localhost:3000',
  ENCRYPTION_KEYS: `v1:${Buffer.alloc(32, 1).toString('base64')}`,
  INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
  START_TOKEN_KEY: Buffer.alloc(32, 3).toString('base64'),
  EUROPACE_API_URL: 'http://127.0.0.1:1',
  EUROPACE_TOKEN_URL: 'http://127.0.0.1:1/auth/token',
  EUROPACE_CLIENT_ID: 'test-client',
  SMTP_URL: 'smtp://127.0.0.1:9',
  MAIL_FROM: 'test@example.org',
  EUROPACE_CLIENT_SECRET: 'test-secret',
  DRKLEIN_API_URL: 'http://127.0.0.1:1',
  DRKLEIN_TOKEN_URL: 'http://127.0.0.1:1/oauth2/token',
  DRKLEIN_CLIENT_ID: 'test-drklein',
  DRKLEIN_CLIENT_SECRET: 'test-secret',
  DRKLEIN_ENVIRONMENT: 'development',
  METRICS_TOKEN: 'metrics-token-of-tests',
  // Tests are faster than people.
  SUSPICIOUS_BELOW_SECONDS: '0',
  SUSPICIOUS_STARTS_PER_HOUR: '1000000',
  // And they write to the same address again and again.
  LIMIT_LETTERS_PER_ADDRESS: '1000000',
}

const shared = {
  environment: 'node' as const,
  setupFiles: [path('./vitest.setup.ts')],
  env: testEnvironment,
  testTimeout: process.env.VERIFY ? 600_000 : 180_000,
  hookTimeout: 120_000,
}
const overDatabase = {
  ...shared,
  globalSetup: [path('./scripts/test-database.mjs')],
  setupFiles: [...shared.setupFiles, path('./scripts/test-database-each.mjs')],
}
const exclude = ['**/node_modules/**', '**/.next/**', '**/dist/**', '**/.data/**', 'e2e/**']

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: path('./scripts/empty.mjs') },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    // By itself vitest leaves one core free, which on two cores is half of them.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          isolate: false,
          include: ['**/*.test.{ts,tsx,mjs}'],
          exclude: [...exclude, ...replacingModules, '**/*.db.test.ts'],
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'alone', include: replacingModules },
      },
      {
        extends: true,
        test: {
          ...overDatabase,
          name: 'db',
          isolate: false,
          include: ['**/*.db.test.ts'],
          exclude: [...exclude, ...aloneOverDatabase],
        },
      },
      {
        extends: true,
        test: { ...overDatabase, name: 'db-alone', include: aloneOverDatabase },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'system',
          include: ['e2e/system/**/*.system.test.ts'],
          exclude: exclude.filter((pattern) => pattern !== 'e2e/**'),
          maxWorkers: 3,
          testTimeout: process.env.VERIFY ? 600_000 : 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
