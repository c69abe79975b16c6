/**
 * The environment of architecture §9 for app, worker, migrate, seed and sandbox. What the caller's environment says wins,
 * variable by variable, so that each address may be pointed elsewhere alone. Tests take nothing of it: they look the same everywhere.
 *
 * @param {{secrets: Record<string, string>, databaseUrl: string, mode: 'demo' | 'dev' | 'test',
 *          ports: {app: number, sandbox: number, smtp: number}}} stack
 */
export function environment({ secrets, databaseUrl, ports, mode }) {
  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  const { POSTGRES_PASSWORD: _database, ...ownSecrets } = secrets
  const defaults = {
    ...ownSecrets,
    APP_URL: `http://localhost:${ports.app}`,
    EUROPACE_API_URL: sandbox,
    EUROPACE_TOKEN_URL: `${sandbox}/auth/token`,
    EUROPACE_CLIENT_ID: 'demo-client',
    EUROPACE_DATENKONTEXT: 'TEST_MODUS',
    DRKLEIN_API_URL: `${sandbox}/drklein`,
    DRKLEIN_TOKEN_URL: `${sandbox}/drklein/oauth2/token`,
    DRKLEIN_CLIENT_ID: 'demo-drklein',
    // A demo that is older than this platform has no secret of its own for it; both ends of it are on this machine.
    DRKLEIN_CLIENT_SECRET: secrets.EUROPACE_CLIENT_SECRET,
    DRKLEIN_ENVIRONMENT: 'development',
    NEXTAUTH_URL: `http://localhost:${ports.app}`,
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    MAIL_FROM: 'Musterberatung <anfrage@musterberatung.example>',
    // A test is filled in again and again by the same few people.
    ...(mode === 'test' && { LIMIT_LETTERS_PER_ADDRESS: '1000000' }),
  }
  const own = (name) =>
    name in defaults || /^(EUROPACE|DRKLEIN|OIDC|NEXTAUTH|SMTP)_|^TRUSTED_PROXY$/.test(name)
  const given = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => value !== '' && !(mode === 'test' && own(name))),
  )
  return {
    ...defaults,
    ...given,
    DATABASE_URL: databaseUrl,
    PORT: String(ports.app),
    HOSTNAME: process.env.HOST || '127.0.0.1',
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_SMTP_PORT: String(ports.smtp),
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    TZ: 'Europe/Berlin',
  }
}
