import { documentedLimit } from './limit'
import { defaultClient, drkleinClient, startSandbox } from './server'

/** Entry of dist/sandbox.mjs. Ports and the client that is known here come from the environment the launcher makes. */
const {
  SANDBOX_PORT,
  SANDBOX_SMTP_PORT,
  SANDBOX_JOURNAL,
  SANDBOX_LIMIT_PER_MINUTE,
  EUROPACE_CLIENT_ID,
  EUROPACE_CLIENT_SECRET,
  DRKLEIN_CLIENT_ID,
  DRKLEIN_CLIENT_SECRET,
} = process.env

try {
  const sandbox = await startSandbox({
    port: Number(SANDBOX_PORT ?? 4010),
    smtpPort: Number(SANDBOX_SMTP_PORT ?? 4011),
    journal: SANDBOX_JOURNAL ? Number(SANDBOX_JOURNAL) : undefined,
    limitPerMinute: Number(SANDBOX_LIMIT_PER_MINUTE ?? documentedLimit),
    clients: [
      {
        ...defaultClient,
        id: EUROPACE_CLIENT_ID ?? defaultClient.id,
        secret: EUROPACE_CLIENT_SECRET ?? defaultClient.secret,
      },
    ],
    drkleinClients: [
      {
        ...drkleinClient,
        id: DRKLEIN_CLIENT_ID ?? drkleinClient.id,
        secret: DRKLEIN_CLIENT_SECRET ?? drkleinClient.secret,
      },
    ],
  })
  process.stdout.write(`sandbox ready on ${sandbox.url}, mail on port ${sandbox.smtpPort}\n`)
  const stop = (): void => void sandbox.close().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (thrown) {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  process.stderr.write(
    `The sandbox could not start (${reason}): set SANDBOX_PORT and SANDBOX_SMTP_PORT to free ports.\n`,
  )
  process.exitCode = 1
}
