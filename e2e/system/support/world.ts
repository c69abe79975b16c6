import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { vi } from 'vitest'
import { type Sandbox, startSandbox } from '@/sandbox/server'
import { allScopes } from '@/sandbox/token'
import { bundle, server } from '@/scripts/build.mjs'
import { answers, type Child, runChild, startChild } from '@/scripts/children.mjs'
import { environment } from '@/scripts/environment.mjs'
import { dataDir, inRoot } from '@/scripts/paths.mjs'
import { anyFreePort } from '@/scripts/ports.mjs'
import { type Postgres, startPostgres } from '@/scripts/postgres.mjs'
import { secretsIn } from '@/scripts/secrets.mjs'
import { type Line, startLine } from './line'

type Environment = Readonly<Record<string, string>>
/** A process of the product: its lines so far, and what may be done to it. */
export type Running = Child & {
  said: () => string
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
}
export type App = Running & {
  url: string
  port: number
  /** The pids of the app processes that have shown to be ready, oldest first; the child itself is their supervisor. */
  processes(): number[]
}

export type World = {
  sandbox: Sandbox
  /** The line between the product and its database. */
  database: Line
  env: Environment
  /** A query of the test's own, past the line. */
  query<T extends object>(text: string, values?: unknown[]): Promise<T[]>
  /** A connection of the test's own, for locks that are held; close it. */
  connect(): Promise<pg.Client>
  /** `kill -9` of the postmaster. */
  killPostgres(): Promise<void>
  /** Starts it again on the same data, at the end of the same line. */
  startPostgres(): Promise<void>
  startApp(more?: Environment): Promise<App>
  startWorker(more?: Environment): Promise<Running>
  close(): Promise<void>
}

/**
 * A whole product of its own for one test file: durable embedded Postgres (migrated, seeded), the sandbox in this process, and
 * as many app and worker processes of the production build as a test starts. `data`: the database's folder, if not a new one.
 */
export async function startWorld({ data: ownData }: { data?: string } = {}): Promise<World> {
  if (!existsSync(server)) throw new Error('The system tests run the production build: npm test makes it.')
  const folder = mkdtempSync(join(tmpdir(), 'selbstauskunft-system-'))
  chmodSync(folder, 0o755)
  const logs = join(folder, 'logs')
  const password = randomUUID()
  const data = ownData ?? join(folder, 'postgres')
  let postgres: Postgres = await startPostgres({ folder: data, password })
  const database = await startLine({ host: '127.0.0.1', port: postgres.port })
  const secrets = secretsIn(dataDir())
  const sandbox = await startSandbox({ clients: [clientOf(secrets)] })
  const ports = { app: 0, sandbox: sandbox.port, smtp: sandbox.smtpPort }
  const databaseUrl = postgres.url.replace(`:${postgres.port}/`, `:${database.port}/`)
  const env: Environment = { ...environment({ secrets, databaseUrl, ports, mode: 'test' }), ...unlimited }
  await runChild({ name: 'migrate', args: [bundle('migrate')], env, logs })
  await runChild({ name: 'seed', args: [bundle('seed')], env, logs })

  const running: Child[] = []
  const begin = (name: string, args: string[], more: Environment): Running => {
    const lines: string[] = []
    // Each has log files of its own: of two workers, a test wants to know which one said something.
    const log = `${name}-${running.length + 1}`
    const child = startChild({
      name: log,
      args,
      env: { ...env, ...more },
      logs,
      show: (line) => lines.push(line),
    })
    running.push(child)
    return Object.assign(child, {
      said: () => lines.join('\n'),
      kill: async () => {
        child.signal('SIGKILL')
        await child.ended
      },
    })
  }
  const connect = async () => {
    const client = new pg.Client({ connectionString: postgres.url })
    // A server that is killed under the test is what the test wants.
    client.on('error', () => undefined)
    await client.connect()
    return client
  }

  return {
    sandbox,
    database,
    env,
    connect,
    async query<T extends object>(text: string, values?: unknown[]) {
      const client = await connect()
      try {
        return (await client.query<T>(text, values)).rows
      } finally {
        await client.end()
      }
    },
    async killPostgres() {
      process.kill(postgres.pid, 'SIGKILL')
      await vi.waitUntil(() => !isAlive(postgres.pid), { timeout: 20_000 })
    },
    async startPostgres() {
      postgres = await startPostgres({ folder: data, password, port: postgres.port })
    },
    async startApp(more = {}) {
      const port = Number(more.PORT ?? (await anyFreePort()))
      const url = `http://localhost:${port}`
      const own: Environment = { PORT: String(port), APP_URL: url, NEXTAUTH_URL: url, ...more }
      const child = begin('app', [inRoot('scripts', 'serve.mjs')], own)
      await answers(`http://127.0.0.1:${port}/api/health/ready`, child)
      const processes = () => processesIn(child.said())
      const wanted = Number(own.APP_PROCESSES ?? 2)
      await vi.waitUntil(() => processes().length === wanted, { timeout: 60_000 })
      return Object.assign(child, { url, port, processes })
    },
    async startWorker(more = {}) {
      const child = begin('worker', [bundle('worker')], more)
      await child.line(/worker ready/)
      return child
    },
    async close() {
      for (const child of running) if (child.running) endGroup(child)
      await Promise.all(running.map((child) => child.ended))
      await Promise.all([sandbox.close(), database.close()])
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A test's applicants are quicker and more than people. */
const unlimited: Environment = {
  VERIFY: '',
  LIMIT_SAVES_PER_MINUTE: '1000000',
  LIMIT_LOADS_PER_MINUTE: '1000000',
  LIMIT_SUBMITS_PER_HOUR: '1000000',
  SUSPICIOUS_BELOW_SECONDS: '0',
  SUSPICIOUS_DRAFTS_PER_HOUR: '1000000',
  LIMIT_LETTERS_PER_ADDRESS: '1000000',
  LIMIT_OPEN_DRAFTS: '1000000',
  SUSPICIOUS_STARTS_PER_HOUR: '1000000',
}

const clientOf = (secrets: Record<string, string>) => ({
  id: 'demo-client',
  secret: secrets.EUROPACE_CLIENT_SECRET ?? '',
  scopes: allScopes,
})

/** The child and all that it started; frozen ones too. */
function endGroup(child: Child): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
}

/** What the supervisor said: `app process 123 ready`, `app process 123 ended`. */
function processesIn(said: string): number[] {
  const pids = new Set<number>()
  for (const [, pid, what] of said.matchAll(/app process (\d+) (ready|ended)/g)) {
    if (what === 'ready') pids.add(Number(pid))
    else pids.delete(Number(pid))
  }
  return [...pids]
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
