import { createServer } from 'node:net'

/** Whether nothing listens on `port`, on any address of this machine. */
export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** A port that the system says is free; somebody else may take it before we do. */
export function anyFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/**
 * The port to use for `name`: what the environment says (then it must be free), else `usual` or the next free one after it.
 * @param {{name: string, usual: number, what: string, taken: Set<number>, say: (line: string) => void}} wish
 */
export async function choosePort({ name, usual, what, taken, say }) {
  const set = process.env[name]
  if (set) {
    const port = Number(set)
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Error(`${name} must be a port between 1 and 65535, not "${set}".`)
    }
    if (taken.has(port))
      throw new Error(`${name}=${port} is already used for something else here: choose another port.`)
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} (${name}, ${what}) is taken: stop what listens there or set ${name} to another port.`,
      )
    }
    taken.add(port)
    return port
  }
  for (let port = usual; port < usual + 200; port += 1) {
    if (taken.has(port) || !(await isFree(port))) continue
    if (port !== usual) say(`Port ${usual} is taken, so ${what} uses ${port}.`)
    taken.add(port)
    return port
  }
  throw new Error(`No free port was found from ${usual} on for ${what}: set ${name}.`)
}
