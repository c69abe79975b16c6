import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { bundle, server } from '../build.mjs'
import { answers, runChild, startChild } from '../children.mjs'
import { environment } from '../environment.mjs'
import { anyFreePort } from '../ports.mjs'
import { startPostgres } from '../postgres.mjs'
import { secretsIn } from '../secrets.mjs'
import { member } from './member.mjs'

/** Far more than a run needs to be read afterwards, far less than it says. */
const JOURNAL = '2000'

/**
 * Two apps, two workers, one Postgres that keeps what it confirmed (fsync on), and one outside world that never dies.
 * Ports stay the same over kills, as addresses behind a load balancer do.
 * @param {{folder: string, say: (line: string) => void}} options `folder`: where secrets are and data and logs go
 */
export async function startWorld({ folder, say }) {
  const secrets = secretsIn(folder)
  const home = join(folder, 'soak')
  const logs = join(home, 'logs')
  rmSync(home, { recursive: true, force: true })
  mkdirSync(logs, { recursive: true })
  const sandboxPorts = { sandbox: await anyFreePort(), smtp: await anyFreePort() }
  const members = []
  let sandbox
  const database = await durablePostgres(join(home, 'postgres'), secrets.POSTGRES_PASSWORD, say)
  const stop = async () => {
    await Promise.all([...members.map((one) => one.stop()), sandbox?.stop()])
    await database.stop()
    rmSync(database.folder(), { recursive: true, force: true })
  }

  // Persons have addresses of their own, as behind a proxy; without one all would count as one network. No mail server: letters
  // change no delivery, and would take an eighth of the time.
  const ports = [await anyFreePort(), await anyFreePort()]
  // Both apps are one product: behind its proxy they have one public address.
  const origin = `http://localhost:${ports[0]}`
  const envOf = (app) => ({
    ...environment({ secrets, databaseUrl: database.url, ports: { app, ...sandboxPorts }, mode: 'test' }),
    APP_URL: origin,
    NEXTAUTH_URL: origin,
    // Ten thousand persons of one machine are no flood.
    SUSPICIOUS_BELOW_SECONDS: '0',
    SUSPICIOUS_STARTS_PER_HOUR: '1000000',
    LIMIT_OPEN_DRAFTS: '1000000',
    // Many persons share one view of the page, which would be most of the work.
    LIMIT_DRAFTS_PER_TOKEN: '1000000',
    DELIVERY_TIMINGS: 'soak',
    TRUSTED_PROXY: 'x-forwarded-for',
    SMTP_URL: '',
    SANDBOX_JOURNAL: JOURNAL,
    // The gate's 100 requests a second and a little more: the documented 2,000 a minute would refuse what the soak timings allow.
    SANDBOX_LIMIT_PER_MINUTE: '7000',
  })
  try {
    const env = envOf(ports[0])
    await runChild({ name: 'migrate', args: [bundle('migrate')], env, logs })
    await runChild({ name: 'seed', args: [bundle('seed')], env, logs })
    sandbox = startChild({ name: 'sandbox', args: [bundle('sandbox')], env, logs })
    const sandboxUrl = `http://127.0.0.1:${sandboxPorts.sandbox}`
    const app = (port, at) =>
      member({
        name: `app-${at + 1}`,
        kind: 'app',
        start: () => startChild({ name: `app-${at + 1}`, args: [server], env: envOf(port), logs }),
        isReady: (child) => answers(`http://127.0.0.1:${port}/api/health/ready`, child),
      })
    const worker = (at) =>
      member({
        name: `worker-${at}`,
        kind: 'worker',
        start: () => startChild({ name: `worker-${at}`, args: [bundle('worker')], env, logs }),
        isReady: (child) => child.line(/worker[. ]ready/),
      })
    members.push(...ports.map(app), worker(1), worker(2))
    await Promise.all([answers(`${sandboxUrl}/_journal`, sandbox), ...members.map((one) => one.ready())])
    const [app1, app2, worker1, worker2] = members
    return {
      apps: ports.map((port) => `http://127.0.0.1:${port}`),
      origin,
      sandboxUrl,
      databaseUrl: database.url,
      logs,
      /** Who is killed, by turns. */
      turns: [worker1, app1, database, worker2, app2, database],
      ownEnds: () => members.reduce((sum, one) => sum + one.ownEnds, 0),
      ready: () => Promise.all([database, ...members].map((one) => one.ready())),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A Postgres that is started again on its folder and its port as soon as it was killed. */
async function durablePostgres(folder, password, say) {
  const start = (port) => startPostgres({ folder, password, durable: true, port, say })
  let running = await start()
  let ready = Promise.resolve()
  return {
    name: 'postgres',
    kind: 'postgres',
    url: running.url,
    folder: () => running.folder,
    ready: () => ready,
    async kill() {
      await ready
      const killed = running
      process.kill(killed.pid, 'SIGKILL')
      ready = (async () => {
        await pause(100)
        await killed.stop()
        running = await start(killed.port)
      })()
      // Whoever waits next hears of a failed start; until then nobody does.
      ready.catch(() => {})
    },
    async stop() {
      await ready.catch(() => {})
      await running.stop()
    },
  }
}
