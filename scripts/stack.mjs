import { join } from 'node:path'
import { buildAll, bundle, server } from './build.mjs'
import { answers, runChild, startChild } from './children.mjs'
import { environment } from './environment.mjs'
import { inRoot } from './paths.mjs'
import { startPostgres } from './postgres.mjs'
import { secretsIn } from './secrets.mjs'
import { noteRunning } from './tool-environment.mjs'

const UNREACHABLE = 'postgres://nobody:nobody@127.0.0.1:1/none'

/** Builds with the environment that the stack will have; only the database does not exist yet. */
export async function buildStack({ folder, ports, say }) {
  const env = environment({ secrets: secretsIn(folder), databaseUrl: UNREACHABLE, ports, mode: 'demo' })
  await buildAll({ env, say })
}

/**
 * Starts Postgres, migrates and seeds, then sandbox, app and worker, and waits until each shows that it is ready.
 *
 * @param {{mode: 'demo' | 'dev' | 'test', folder: string, ports: {app: number, sandbox: number, smtp: number},
 *          say: (line: string) => void, show?: (name: string, line: string, stream: string) => void}} options
 *   `folder`: data, secrets and logs; in mode `test` the database is a temporary one
 *   `signal` interrupts the start
 * @returns what runs: its environment, `failed` (resolves with a child that ended by itself) and `stop`
 */
export async function startStack({ mode, folder, ports, say, show = () => {}, signal }) {
  const secrets = secretsIn(folder)
  const logs = join(folder, mode === 'test' ? 'test-logs' : 'logs')
  const running = []
  let database
  let ending
  let forget = () => {}
  // What runs is stopped in any order, the database last, because all others write to it.
  const stop = () => {
    ending ??= (async () => {
      forget()
      await Promise.all(running.map((child) => child.stop()))
      await database?.stop()
    })()
    return ending
  }
  signal?.addEventListener('abort', stop)
  const start = (name, args, env) => {
    if (ending) throw new Error('The start was interrupted.')
    const child = startChild({ name, args, env, logs, show: (line, stream) => show(name, line, stream) })
    running.push(child)
    return child
  }

  try {
    say('Starting the database …')
    database =
      process.env.DATABASE_URL && mode !== 'test'
        ? { url: process.env.DATABASE_URL, stop: async () => {} }
        : await startPostgres({
            folder: mode === 'test' ? undefined : join(folder, 'postgres'),
            password: secrets.POSTGRES_PASSWORD,
            durable: mode !== 'test',
            say,
          })
    if (ending) throw new Error('The start was interrupted.')
    const env = environment({ secrets, databaseUrl: database.url, ports, mode })
    if (mode !== 'test') forget = noteRunning(folder, { databaseUrl: database.url, ports })
    await runChild({ name: 'migrate', args: [bundle('migrate')], env, logs })
    await runChild({ name: 'seed', args: [bundle('seed')], env, logs })

    say('Starting sandbox, app and worker …')
    const sandbox = start('sandbox', [bundle('sandbox')], env)
    const next = inRoot('node_modules', 'next', 'dist', 'bin', 'next')
    const app =
      mode === 'dev'
        ? start('app', [next, 'dev', '--port', env.PORT, '--hostname', env.HOSTNAME], env)
        : start('app', [server], env)
    const worker = start('worker', [bundle('worker')], env)
    await Promise.all([
      answers(`http://127.0.0.1:${ports.sandbox}/_journal`, sandbox),
      answers(`http://127.0.0.1:${ports.app}/api/health/ready`, app),
      worker.line(/worker[. ]ready/),
    ])
    const replace = async (name) => {
      const old = running.findIndex((child) => child.name === name)
      const [gone] = running.splice(old, 1)
      await gone.stop()
      start(name, [bundle(name)], env)
    }
    const failed = new Promise((resolve) => {
      for (const child of running) {
        child.ended.then(() => {
          if (!ending && running.includes(child)) resolve(child)
        })
      }
    })
    return { env, ports, failed, replace, stop }
  } catch (error) {
    await stop()
    // An interrupt that came while Postgres was starting found nothing to stop.
    await database?.stop()
    throw error
  }
}
