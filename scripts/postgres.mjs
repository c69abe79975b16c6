import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { anyFreePort } from './ports.mjs'
import { postgresHome } from './postgres-home.mjs'
import { isProcess } from './processes.mjs'

const DATABASE = 'selbstauskunft'

/**
 * Starts an embedded Postgres on a free loopback port and makes the database `selbstauskunft` in it.
 * The package's own class is not used: it stops the server in an exit hook that ends the process, before the app has stopped.
 *
 * @param {{folder?: string, password: string, durable?: boolean, port?: number, say?: (line: string) => void}} options
 *   `folder` keeps the data (absent: a temporary folder, removed by stop); `durable: false` is for tests (no fsync);
 *   `port`: where an earlier start of the same folder was reached, so that its clients find it again
 * @returns {Promise<{url: string, adminUrl: string, port: number, pid: number, folder: string, stop: () => Promise<void>}>}
 */
export async function startPostgres({ folder, password, durable = true, port: wish, say = () => {} }) {
  const temporary = folder === undefined
  const wanted = folder ?? temporaryFolder()
  const home = await postgresHome({ folder: wanted, salt: password })
  if (home.moved) say(`Postgres runs from ${home.moved}, because its user cannot enter ${wanted}.`)
  if (!existsSync(join(home.data, 'PG_VERSION'))) initialise(home, password)
  await stopRemains(home, say)
  const port = await launched(home, durable, wish)
  const adminUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  await ensureDatabase(adminUrl)
  const guard = startGuard(postmasterPid(home.data) ?? 0, temporary ? dirname(wanted) : '')
  const stop = async () => {
    guard.kill('SIGKILL')
    if (postmasterPid(home.data) === undefined) return
    await run(home, 'pg_ctl', ['stop', '-D', home.data, '-m', 'fast', '-w', '-t', '30'])
    if (temporary) {
      rmSync(home.data, { recursive: true, force: true })
      rmSync(dirname(wanted), { recursive: true, force: true })
    }
  }
  const url = adminUrl.replace(/postgres$/, DATABASE)
  return { url, adminUrl, port, pid: postmasterPid(home.data) ?? 0, folder: home.data, stop }
}

/** Made with a mode that lets Postgres' own user in; the data folder in it is closed to everybody else. */
function temporaryFolder() {
  const outer = mkdtempSync(join(tmpdir(), 'selbstauskunft-db-'))
  chmodSync(outer, 0o755)
  return join(outer, 'postgres')
}

/**
 * A shell that waits for the end of a pipe which this process holds open. If this process dies, even by kill -9, the server
 * is asked to stop and a temporary folder goes away; the next start would find and stop it too.
 */
function startGuard(pid, temporary) {
  const script =
    'cat > /dev/null; kill -INT "$1" 2> /dev/null; [ -z "$2" ] || ' +
    '{ while kill -0 "$1" 2> /dev/null; do sleep 0.2; done; rm -rf "$2"; }'
  const guard = spawn('sh', ['-c', script, 'guard', String(pid), temporary], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', () => {})
  guard.unref()
  guard.stdin.on('error', () => {})
  guard.stdin.unref()
  return guard
}

function initialise(home, password) {
  // A first start that was killed leaves half a cluster; what has no PG_VERSION was never used.
  for (const name of readdirSync(home.data)) rmSync(join(home.data, name), { recursive: true, force: true })
  const passwordFile = join(tmpdir(), `selbstauskunft-${randomUUID()}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if ('uid' in home.user) chownSync(passwordFile, home.user.uid, home.user.gid)
  const made = spawnSync(
    join(home.bin, 'initdb'),
    [
      `--pgdata=${home.data}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { ...home.user, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0)
    throw new Error(`Postgres could not make its data folder: ${made.stderr || made.error}`)
}

/**
 * The postmaster that runs on this folder, also of a launcher that was killed; undefined if there is none. `known: false`: the number in
 * its file belongs to a living process of which nothing tells what it is.
 */
function postmaster(data) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const found = isProcess(pid, ['postgres', data])
  return found === 'no' ? undefined : { pid, known: found === 'yes' }
}
const postmasterPid = (data) => postmaster(data)?.pid

async function stopRemains(home, say) {
  const remains = postmaster(home.data)
  if (remains && !remains.known) {
    throw new Error(
      `Postgres may still run on ${home.data} (process ${remains.pid}; this system does not tell what that is): ` +
        `stop it, or remove ${join(home.data, 'postmaster.pid')} if it is something else.`,
    )
  }
  if (remains) {
    say('Postgres of an earlier start still runs; it is stopped first.')
    await run(home, 'pg_ctl', ['stop', '-D', home.data, '-m', 'fast', '-w', '-t', '60'])
    return
  }
  // The number in the file may belong to another program by now, which Postgres would take for a living postmaster.
  rmSync(join(home.data, 'postmaster.pid'), { force: true })
}

async function launched(home, durable, wish) {
  const log = join(home.data, 'server.log')
  const safety = durable ? ['fsync=on', 'synchronous_commit=on'] : ['fsync=off', 'full_page_writes=off']
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    // The queue's table is small and changes all the time, and a crash forgets what there is to vacuum and to analyze.
    'autovacuum_naptime=5s',
    'timezone=UTC',
    ...safety,
  ]
  let reason = ''
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const port = wish ?? (await anyFreePort())
    const options = [
      '-p',
      String(port),
      ...settings.flatMap((setting) => ['-c', `${setting.replace(/=$/, "=''")}`]),
    ]
    const result = await run(home, 'pg_ctl', [
      'start',
      '-D',
      home.data,
      '-l',
      log,
      '-w',
      '-t',
      '120',
      '-o',
      options.join(' '),
    ])
    if (result.status === 0) return port
    reason = result.output
    // After a kill -9 the old server's children need a moment to notice and let go of the shared memory.
    await pause(1000)
  }
  const tail = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-8).join('\n') : ''
  throw new Error(`Postgres did not start: ${reason}\n${tail}`)
}

/** Runs a Postgres program as Postgres' user; detached, so that a Ctrl-C at the terminal does not reach the server. */
function run(home, program, args) {
  return new Promise((resolve) => {
    const child = spawn(join(home.bin, program), args, {
      ...home.user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    })
    let output = ''
    child.stdout.on('data', (part) => {
      output += part
    })
    child.stderr.on('data', (part) => {
      output += part
    })
    child.on('error', (error) => resolve({ status: 1, output: String(error) }))
    child.on('exit', (status) => resolve({ status, output }))
  })
}

async function ensureDatabase(adminUrl) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}
