import { join } from 'node:path'
import { answers, type Child, startChild } from '../../scripts/children.mjs'
import { dataDir } from '../../scripts/paths.mjs'
import { anyFreePort } from '../../scripts/ports.mjs'
import { toolEnvironment } from '../../scripts/tool-environment.mjs'
import { otherRelease, type Release, thisRelease } from './other-build'

/** An app of this test's own beside the one of all tests, on the same database, that may be killed and replaced. */
export type OwnApp = {
  url: string
  /** `kill -9` of all its processes; nothing answers then. */
  kill(): Promise<void>
  /** Starts it again; resolves when it is ready. */
  start(): Promise<void>
  /** In its place another build, all names in which have changed. */
  deploy(): Promise<void>
  close(): Promise<void>
}

/** The environment of the stack that runs: of `npm test`, else of the demo. */
function stackEnvironment(): Record<string, string> {
  if (process.env.STACK_ENV) return JSON.parse(process.env.STACK_ENV)
  const found = toolEnvironment()
  if (found.kind === 'none') throw new Error(found.sentence)
  return found.env
}

/** `more`: of its environment, e.g. the address that a proxy in front of it has. */
export async function startOwnApp(more: Readonly<Record<string, string>> = {}): Promise<OwnApp> {
  const port = String(await anyFreePort())
  const url = `http://localhost:${port}`
  const own = { PORT: port, APP_URL: url, NEXTAUTH_URL: url, APP_PROCESSES: '1' }
  const env = { ...stackEnvironment(), ...own, ...more }
  let release: Release = thisRelease
  /** Made for who deploys: it copies the whole build. */
  let other: Release | undefined
  let child: Child | undefined

  const app: OwnApp = {
    url,
    async kill() {
      if (!child?.running || child.pid === undefined) return
      process.kill(-child.pid, 'SIGKILL')
      await child.ended
    },
    async start() {
      child = startChild({ name: 'own-app', args: [release.serve], env, logs: join(dataDir(), 'test-logs') })
      await answers(`http://127.0.0.1:${port}/api/health/ready`, child)
    },
    async deploy() {
      await app.kill()
      other ??= otherRelease()
      release = release === other ? thisRelease : other
      await app.start()
    },
    async close() {
      await app.kill()
      other?.remove()
    },
  }
  await app.start()
  return app
}
