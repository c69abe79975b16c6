/**
 * What one client may hold of an HTTP server (trust S25). A client that is slow on purpose costs a socket for some seconds and
 * nothing else; the proxy in front has limits of its own, these are for what passes it or comes from beside it.
 */
export const SERVER_LIMITS = {
  /** Until the whole head of a request has arrived, from the opening of the connection on. */
  headersTimeout: 10_000,
  /** Until the whole request, body included, has arrived. */
  requestTimeout: 30_000,
  /** How often the two are checked; Node's own half a minute would make 10 s up to 40 s. */
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 * 1024,
}
/** A connection on which nothing moves in either direction, such as a reader that does not read. */
export const IDLE_MS = 120_000
/** Open connections of one process. Node's maxConnections is not used: in a cluster it hands the connection round for ever. */
export const MOST_CONNECTIONS = 4000

/** Caps the connections of a server and takes the offer to upgrade from it: nothing here speaks another protocol. */
export function limitConnections(server, most = MOST_CONNECTIONS) {
  let open = 0
  server.setTimeout(IDLE_MS)
  server.on('connection', (socket) => {
    if (open >= most) {
      socket.destroy()
      return
    }
    open += 1
    socket.once('close', () => {
      open -= 1
    })
  })
  // Without a listener Node answers a request with an Upgrade header as any other.
  const on = server.on
  server.on = server.addListener = function add(event, listener) {
    return event === 'upgrade' ? this : on.call(this, event, listener)
  }
  return server
}

/** The largest body that any address takes (lib/http/protocol.ts). */
export const MOST_BODY_BYTES = 256 * 1024

/** How long what is still coming of a refused body is thrown away, so that its sender gets to read the answer. */
const REFUSED_MS = 1000

/**
 * Answers a body that is too large, or of unknown size, from the head of its request (413, with these headers): nothing of it is kept, and
 * the connection ends. The framework would first hand it to the proxy, and read up to 10 MB on the way.
 */
export function limitBodies(server, headers = []) {
  // Without a listener Node asks for the body before anybody is asked.
  server.on('checkContinue', (request, response) => {
    response.writeContinue()
    server.emit('request', request, response)
  })
  const emit = server.emit
  server.emit = function given(event, ...rest) {
    const [request, response] = rest
    const asks = event === 'request' || event === 'checkContinue'
    if (!asks || isBounded(request)) return emit.call(this, event, ...rest)
    response.writeHead(413, {
      ...Object.fromEntries(headers),
      'cache-control': 'no-store',
      connection: 'close',
      'content-length': '0',
    })
    response.flushHeaders()
    const end = () => response.end()
    request.once('end', end).resume()
    setTimeout(end, REFUSED_MS).unref()
    return true
  }
  return server
}

const isBounded = ({ headers }) =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= MOST_BODY_BYTES
