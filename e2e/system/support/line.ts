import { createServer, connect as dial, type Socket } from 'node:net'

/**
 * A TCP proxy on loopback that can be made a bad line (after Toxiproxy's toxics). A toxic strikes what passes from the
 * moment it is set, on open connections too; `null` heals the line.
 */
export type Toxic =
  /** Each piece arrives later. */
  | { kind: 'latency'; ms: number }
  /** At most so many bytes a second, per connection and direction. */
  | { kind: 'bandwidth'; bytesPerSecond: number }
  /** The answer is cut after so many bytes (counted from now, per connection): FIN in the middle. */
  | { kind: 'cutAfter'; bytes: number }
  /** As `cutAfter`, but with RST. */
  | { kind: 'reset'; bytes: number }
  /** What the client sends arrives; answers never do, and nobody hangs up. */
  | { kind: 'halfOpen' }
  /** Nothing passes in either direction, and nobody hangs up. */
  | { kind: 'silent' }
  /** New connections are closed at once. */
  | { kind: 'down' }

export type Line = {
  port: number
  /** Where new connections lead. */
  target: { host: string; port: number }
  set(toxic: Toxic | null): void
  /** Ends all open connections with RST. */
  sever(): void
  /** How many connections are open now. */
  open(): number
  close(): Promise<void>
}

type Pair = { client: Socket; server: Socket; passed: number }

export async function startLine(target: { host: string; port: number }): Promise<Line> {
  const pairs = new Set<Pair>()
  let toxic: Toxic | null = null

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    if (toxic?.kind === 'down') {
      client.resetAndDestroy()
      return
    }
    const server = dial({ ...proxy.target, allowHalfOpen: true })
    const pair: Pair = { client, server, passed: 0 }
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      server.destroy()
    }
    const endIfBothAre = () => {
      if (client.destroyed && server.destroyed) end()
    }
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', end).on('close', endIfBothAre)
    pass(pair, 'request', () => toxic)
    pass(pair, 'answer', () => toxic)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))

  const address = listener.address()
  const proxy: Line = {
    port: typeof address === 'object' && address ? address.port : 0,
    target,
    set(next) {
      toxic = next
      for (const pair of pairs) pair.passed = 0
    },
    sever() {
      for (const { client, server } of pairs) {
        client.resetAndDestroy()
        server.destroy()
      }
    },
    open: () => pairs.size,
    close() {
      proxy.sever()
      return new Promise((resolve) => listener.close(() => resolve()))
    },
  }
  return proxy
}

/** Carries one direction of a line, piece by piece in order, through whatever toxic is set when the piece comes. */
function pass(pair: Pair, direction: 'request' | 'answer', current: () => Toxic | null): void {
  const [from, to] = direction === 'request' ? [pair.client, pair.server] : [pair.server, pair.client]
  let earlier: Promise<void> = Promise.resolve()
  from.on('data', (piece: Buffer) => {
    earlier = earlier.then(() => carry(pair, direction, piece, current())).catch(() => undefined)
  })
  from.on('end', () => {
    earlier = earlier.then(() => {
      const kind = current()?.kind
      if (kind !== 'silent' && kind !== 'halfOpen') to.end()
    })
  })
}

async function carry(pair: Pair, direction: 'request' | 'answer', piece: Buffer, toxic: Toxic | null) {
  const to = direction === 'request' ? pair.server : pair.client
  const write = (part: Buffer) => {
    if (to.writable) to.write(part)
  }
  switch (toxic?.kind) {
    case undefined:
    case 'down':
      return write(piece)
    case 'latency':
      await after(toxic.ms)
      return write(piece)
    case 'bandwidth':
      await after((piece.length / toxic.bytesPerSecond) * 1000)
      return write(piece)
    case 'halfOpen':
      if (direction === 'request') write(piece)
      return
    case 'silent':
      return
    case 'cutAfter':
    case 'reset': {
      if (direction === 'request') return write(piece)
      const left = Math.max(0, toxic.bytes - pair.passed)
      pair.passed += piece.length
      write(piece.subarray(0, left))
      if (piece.length < left) return
      if (toxic.kind === 'reset') pair.client.resetAndDestroy()
      else pair.client.end()
      pair.server.destroy()
      return
    }
  }
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
