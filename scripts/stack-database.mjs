import { join } from 'node:path'
import { startPostgres } from './postgres.mjs'
import { isAlive } from './processes.mjs'
import { revive } from './revive.mjs'

/**
 * The database of the stack: the caller's DATABASE_URL, or an embedded one. The embedded one of demo and dev is started again on
 * the same data and port when it dies; all others find it there. In tests it is a temporary one, which a test may kill for good.
 *
 * @param {{mode: 'demo' | 'dev' | 'test', folder: string, password: string, say: (line: string) => void}} options
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function stackDatabase({ mode, folder, password, say }) {
  if (process.env.DATABASE_URL && mode !== 'test') {
    return { url: process.env.DATABASE_URL, stop: async () => {} }
  }
  if (mode === 'test') return startPostgres({ password, durable: false, say })
  const options = { folder: join(folder, 'postgres'), password, say }
  const first = await startPostgres(options)
  let current = first
  let stopping = false
  let starting = Promise.resolve()
  const ending = new AbortController()
  const watched = (server) => ({ ended: gone(server.pid, ending.signal) })
  revive({
    first: watched(first),
    start: async () => {
      // Lets go of the guard of the dead one.
      await current.stop()
      const next = startPostgres({ ...options, port: first.port })
      starting = next.then(
        () => {},
        () => {},
      )
      current = await next
      return watched(current)
    },
    wanted: () => !stopping,
    say,
    name: 'The database',
  })
  const stop = async () => {
    stopping = true
    ending.abort()
    await starting
    await current.stop()
  }
  return { url: first.url, stop }
}

/** Resolves when the process is gone, or on the signal. */
function gone(pid, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(looking)
      resolve()
    }
    const looking = setInterval(() => {
      if (!isAlive(pid)) end()
    }, 500)
    signal.addEventListener('abort', end, { once: true })
  })
}
