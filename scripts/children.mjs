import { spawn } from 'node:child_process'
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { inRoot, root } from './paths.mjs'

const watchdog = pathToFileURL(inRoot('scripts', 'watchdog.mjs')).href

/**
 * Starts a Node program in a process group of its own. Its lines go straight to `logs`/`name`.log and -errors.log, not through
 * a pipe: a pipe breaks when the launcher dies, and pino then waits on it for ever. `show` sees each line too.
 * @param {{name: string, args: string[], env: object, logs: string, show?: (line: string, stream: 'out' | 'err') => void}} child
 */
export function startChild({ name, args, env, logs, show = () => {} }) {
  mkdirSync(logs, { recursive: true })
  const last = []
  const listeners = new Set()
  const heard = (stream) => (line) => {
    last.push(line)
    if (last.length > 40) last.shift()
    for (const listener of listeners) listener(line)
    show(line, stream)
  }
  const out = openLog(join(logs, `${name}.log`), heard('out'))
  const err = openLog(join(logs, `${name}-errors.log`), heard('err'))
  const process_ = spawn(process.execPath, ['--import', watchdog, ...args], {
    cwd: root,
    env: { ...env, LAUNCHER_PID: String(process.pid) },
    stdio: ['pipe', out.descriptor, err.descriptor],
    // A Ctrl-C at the terminal reaches the launcher only, which then stops its children in order.
    detached: true,
  })
  const reading = setInterval(() => {
    out.read()
    err.read()
  }, 100)
  process_.stdin.on('error', () => {})
  const ended = new Promise((resolve) => {
    const finish = (code) => {
      clearInterval(reading)
      out.close()
      err.close()
      resolve(code)
    }
    process_.once('error', (error) => {
      last.push(String(error))
      finish(1)
    })
    process_.once('exit', (code, signal) => finish(code ?? (signal ? 1 : 0)))
  })
  let stopping
  const child = {
    name,
    pid: process_.pid,
    last,
    ended,
    running: true,
    /** Resolves when a line fits, rejects when the child ends before. */
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const listener = (line) => {
          if (!pattern.test(line)) return
          listeners.delete(listener)
          resolve(line)
        }
        listeners.add(listener)
        if (last.some((line) => pattern.test(line))) resolve('')
        ended.then(() => reject(new Error(`${name} ended before it was ready:\n${last.join('\n')}`)))
      }),
    stop: () => {
      stopping ??= stopGroup(process_, child)
      return stopping
    },
    /** Sends a signal to the child alone, not to what it started. */
    signal: (name) => process_.kill(name),
  }
  ended.then(() => {
    child.running = false
  })
  return child
}

const FULL = 5 * 1024 * 1024

/** A log file that a child appends to and that is read as it grows. A full one begins anew. */
function openLog(path, onLine) {
  const descriptor = openSync(path, 'a+', 0o600)
  if (fstatSync(descriptor).size > FULL) ftruncateSync(descriptor)
  const decoder = new StringDecoder('utf8')
  const buffer = Buffer.alloc(65_536)
  let position = fstatSync(descriptor).size
  let rest = ''
  const read = () => {
    for (;;) {
      const count = readSync(descriptor, buffer, 0, buffer.length, position)
      if (count === 0) return
      position += count
      const lines = (rest + decoder.write(buffer.subarray(0, count))).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    }
  }
  const close = () => {
    read()
    if (rest) onLine(rest)
    closeSync(descriptor)
  }
  return { descriptor, read, close }
}

async function stopGroup(process_, child) {
  if (!child.running || process_.pid === undefined) return
  signal(process_.pid, 'SIGTERM')
  const done = await Promise.race([child.ended.then(() => true), pause(32_000, false, { ref: false })])
  if (!done) signal(process_.pid, 'SIGKILL')
  await child.ended
}

function signal(pid, name) {
  try {
    process.kill(-pid, name)
  } catch {
    // It has ended already.
  }
}

/** Runs a Node program to its end; rejects with its last lines if it fails. */
export async function runChild(options) {
  const child = startChild(options)
  const code = await child.ended
  if (code !== 0) throw new Error(`${options.name} failed:\n${child.last.join('\n')}`)
}

/** Waits until `url` answers 200. Rejects when the child behind it ends, or after `seconds`. */
export async function answers(url, child, seconds = 180) {
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    if (!child.running) throw new Error(`${child.name} ended before it was ready:\n${child.last.join('\n')}`)
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
      await response.arrayBuffer()
      if (response.status === 200) return
    } catch {
      // Not listening yet.
    }
    await pause(150)
  }
  throw new Error(`${child.name} did not become ready (${url}):\n${child.last.join('\n')}`)
}
