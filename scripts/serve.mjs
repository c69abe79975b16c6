/**
 * `npm start`: the production front of the app. Some app processes (`APP_PROCESSES`, usually 2) behind one port, and a supervisor
 * that replaces one that ends or hangs; with `WORKER_PROCESSES` (usually 0) so many workers beside them, for a single machine. SIGTERM
 * drains. Needs a build (`npm run build`) and the whole environment.
 */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { bundle, server } from './build.mjs'
import { inRoot } from './paths.mjs'
import { whole } from './setting.mjs'
import { supervise, superviseWorkers } from './supervisor.mjs'

const say = (line) => process.stdout.write(`${line}\n`)

const processes = whole('APP_PROCESSES', 2, 1, 64)
const workers = whole('WORKER_PROCESSES', 0, 0, 64)
const noticeMs = whole('DRAIN_NOTICE_MS', 0, 0, 60_000)
if (!existsSync(server)) {
  process.stderr.write('There is no build: please run "npm run build" first.\n')
  process.exit(1)
}

const app = supervise({
  program: server,
  preload: pathToFileURL(inRoot('scripts', 'app-process.mjs')).href,
  processes,
  // The framework's own handlers would end a process in the middle of draining.
  env: { NEXT_MANUAL_SIG_HANDLE: '1' },
  say,
})
const fronts = [app]
if (workers > 0) fronts.push(superviseWorkers({ program: bundle('worker'), processes: workers, say }))
const stop = () => {
  for (const front of fronts) front.stop({ noticeMs })
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop)
// One that gives up is told by our end; the other ends with it, without cutting anything off.
for (const { ended } of fronts) ended.then(stop)
const codes = await Promise.all(fronts.map(({ ended }) => ended))
process.exitCode = Math.max(...codes)
process.exit()
