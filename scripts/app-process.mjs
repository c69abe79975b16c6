/**
 * Loaded first into every app process (`node --import`, scripts/supervisor.mjs): bounds what one client can hold of its HTTP
 * server (trust S25, rows 28 and 29), answers the supervisor's pings from the event loop, and drains when asked to.
 */
import http from 'node:http'
import { baseHeaders } from './base-headers.mjs'
import { limitBodies, limitConnections, SERVER_LIMITS } from './http-limits.mjs'

const servers = new Set()
/** Responses that are not finished yet. */
const answering = new Set()
const base = Object.entries(baseHeaders(process.env.APP_URL?.startsWith('https:') === true))
const createServer = http.createServer
http.createServer = (...given) => {
  const listener = given.find((one) => typeof one === 'function')
  const options = given.find((one) => typeof one === 'object')
  const server = limitBodies(limitConnections(createServer({ ...options, ...SERVER_LIMITS }, listener)), base)
  server.prependListener('request', (_request, response) => {
    for (const [name, value] of base) response.setHeader(name, value)
    if (draining) response.shouldKeepAlive = false
    answering.add(response)
    response.once('close', () => answering.delete(response))
  })
  servers.add(server)
  return server
}

let draining = false
/** app/api/health/ready reads it: the flag is the process's, whichever copy of a module asks. */
const DRAINING = Symbol.for('selbstauskunft.draining')

process.on('message', (message) => {
  switch (message?.app) {
    case 'ping':
      process.send?.({ app: 'pong' })
      return
    case 'drain':
      drain(message)
  }
})
// A signal to the whole group (Ctrl-C, the launcher) is the supervisor's to answer: it tells when to drain.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})

/** Not ready at once; after `noticeMs` no new connection; what is under way may take `mostMs`. Ends the process with 0. */
async function drain({ noticeMs, mostMs }) {
  if (draining) return
  globalThis[DRAINING] = true
  await after(noticeMs)
  draining = true
  for (const response of answering) response.shouldKeepAlive = false
  await Promise.race([Promise.all([...servers].map(emptied)), after(mostMs)])
  process.exit(0)
}

/**
 * Resolves when the last connection is gone. A kept-alive one is left to its own time-out, which its client knows: closing it at
 * once would cut off a request that is just on its way.
 */
function emptied(server) {
  const idle = setTimeout(() => server.closeIdleConnections(), server.keepAliveTimeout + 2000)
  // The close of http.Server would end idle connections first, that of net.Server only stops listening.
  return new Promise((resolve) =>
    Object.getPrototypeOf(http.Server.prototype).close.call(server, resolve),
  ).finally(() => clearTimeout(idle))
}

const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
