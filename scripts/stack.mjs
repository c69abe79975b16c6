import { join } from 'node:path'
import { buildAll, bundle } from './build.mjs'
import { answers, runChild, startChild } from './children.mjs'
import { environment } from './environment.mjs'
import { inRoot } from './paths.mjs'
import { revive } from './revive.mjs'
import { secretsIn } from './secrets.mjs'
import { stackDatabase } from './stack-database.mjs'
import { noteRunning } from './tool-environment.mjs'

const UNREACHABLE = 'postgres://nobody:nobody@127.0.0.1:1/none'

/** Builds with the environment that the stack will have; only the database does not exist yet. */
export async function buildStack({ folder, ports, say }) {
  const env = environment({ secrets: secretsIn(folder), databaseUrl: UNREACHABLE, ports, mode: 'demo' })
  await buildAll({ env, say })
}

/**
 * Starts Postgres, migrates and seeds, then sandbox, app and worker, and waits until each shows that it is ready. From then on
 * app and worker are started again when they end by themselves; the sandbox is not, since it keeps its cases in memory.
 *
 * @param {{mode: 'demo' | 'dev' | 'test', folder: string, ports: {app: number, sandbox: number, smtp: number},
 *          say: (line: string) => void, show?: (name: string, line: string, stream: string) => void}} options
 *   `folder`: data, secrets and logs; in mode `test` the database is a temporary one
 *   `signal` interrupts the start
 * @returns what runs: its environment, `failed` (resolves with the sandbox if it ends by itself) and `stop`
 */
export async function startStack({ mode, folder, ports, say, show = () => {}, signal }) {
  const secrets = secretsIn(folder)
  const logs = join(folder, mode === 'test' ? 'test-logs' : 'logs')
  /** By name; a child that is not in it (any more) has been replaced. */
  const running = new Map()
  let database
  let ending
  let forget = () => {}
  // What runs is stopped in any order, the database last, because all others write to it.
  const stop = () => {
    ending ??= (async () => {
      forget()
      await Promise.all([...running.values()].map((child) => child.stop()))
      await database?.stop()
    })()
    return ending
  }
  signal?.addEventListener('abort', stop)

  try {
    say('Starting the database …')
    database = await stackDatabase({ mode, folder, password: secrets.POSTGRES_PASSWORD, say })
    if (ending) throw new Error('The start was interrupted.')
    const env = environment({ secrets, databaseUrl: database.url, ports, mode })
    if (mode !== 'test') forget = noteRunning(folder, { databaseUrl: database.url, ports })
    await runChild({ name: 'migrate', args: [bundle('migrate')], env, logs })
    await runChild({ name: 'seed', args: [bundle('seed')], env, logs })

    say('Starting sandbox, app and worker …')
    const programs = programsOf(mode, env)
    const start = (name) => {
      if (ending) throw new Error('The start was interrupted.')
      const shown = (line, stream) => show(name, line, stream)
      const child = startChild({ name, args: programs[name], env, logs, show: shown })
      running.set(name, child)
      return child
    }
    const [sandbox, app, worker] = ['sandbox', 'app', 'worker'].map(start)
    await Promise.all([
      answers(`http://127.0.0.1:${ports.sandbox}/_journal`, sandbox),
      answers(`http://127.0.0.1:${ports.app}/api/health/ready`, app),
      worker.line(/worker[. ]ready/),
    ])
    const current = (child) => !ending && running.get(child.name) === child
    const keep = (child) => {
      const { name } = child
      revive({ name, first: child, start: () => start(name), wanted: current, say })
    }
    keep(app)
    keep(worker)
    const replace = async (name) => {
      const old = running.get(name)
      running.delete(name)
      await old?.stop()
      const child = start(name)
      if (name !== 'sandbox') keep(child)
    }
    const failed = new Promise((resolve) => {
      sandbox.ended.then(() => {
        if (current(sandbox)) resolve(sandbox)
      })
    })
    return { env, ports, failed, replace, stop }
  } catch (error) {
    await stop()
    // An interrupt that came while Postgres was starting found nothing to stop.
    await database?.stop()
    throw error
  }
}

/** What Node runs under each name. */
function programsOf(mode, env) {
  const next = inRoot('node_modules', 'next', 'dist', 'bin', 'next')
  const dev = [next, 'dev', '--port', env.PORT, '--hostname', env.HOSTNAME]
  return {
    sandbox: [bundle('sandbox')],
    app: mode === 'dev' ? dev : [inRoot('scripts', 'serve.mjs')],
    worker: [inRoot('scripts', 'work.mjs')],
  }
}
