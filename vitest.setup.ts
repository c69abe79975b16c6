import { Socket } from 'node:net'
import { afterEach, vi } from 'vitest'

/**
 * Two habits that every test keeps: nothing is written to console.error or console.warn, and nothing leaves this machine.
 * A test that expects such a line replaces the function itself (`vi.spyOn(console, 'error').mockImplementation(…)`).
 */
const written: string[] = []
console.error = (...parts: unknown[]) => void written.push(`console.error: ${parts.map(String).join(' ')}`)
console.warn = (...parts: unknown[]) => void written.push(`console.warn: ${parts.map(String).join(' ')}`)

afterEach(() => {
  vi.restoreAllMocks()
  const lines = written.splice(0)
  if (lines.length > 0) throw new Error(`a test must not write to the console:\n${lines.join('\n')}`)
})

const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0', ''])
const connect = Socket.prototype.connect

/** The host of the call forms of `Socket.connect`; `''` stands for a path or for the default, localhost. */
function hostOf(args: readonly unknown[]): string {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0]
  if (typeof first === 'object' && first !== null) {
    return 'host' in first && typeof first.host === 'string' ? first.host : ''
  }
  return typeof args[1] === 'string' ? args[1] : ''
}

Socket.prototype.connect = function guarded(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args)
  if (!loopback.has(host) && !host.endsWith('.localhost') && !host.endsWith('.invalid')) {
    throw new Error(`tests reach loopback only, not ${host}`)
  }
  return Reflect.apply(connect, this, args)
} as typeof connect
