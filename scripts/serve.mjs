/**
 * `npm start`: the production front of the app. Some app processes (`APP_PROCESSES`, usually 2) behind one port, and a supervisor
 * that replaces one that ends or hangs. SIGTERM drains. Needs a build (`npm run build`) and the whole environment.
 */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { server } from './build.mjs'
import { inRoot } from './paths.mjs'
import { supervise } from './supervisor.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
const end = (sentence) => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const processes = whole('APP_PROCESSES', 2, 1, 64)
const noticeMs = whole('DRAIN_NOTICE_MS', 0, 0, 60_000)
if (!existsSync(server)) end('There is no build: please run "npm run build" first.')

const front = supervise({
  program: server,
  preload: pathToFileURL(inRoot('scripts', 'app-process.mjs')).href,
  processes,
  // The framework's own handlers would end a process in the middle of draining.
  env: { NEXT_MANUAL_SIG_HANDLE: '1' },
  say,
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => front.stop({ noticeMs }))
process.exitCode = await front.ended
process.exit()

function whole(name, usual, least, most) {
  const text = process.env[name]
  if (!text) return usual
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) {
    end(`${name} must be a whole number from ${least} to ${most}, not "${text}".`)
  }
  return value
}
