/**
 * `npm run worker`: a worker, or `WORKER_PROCESSES` of them, and a supervisor that replaces one that ends (as one does that takes no work
 * any more) or hangs. SIGTERM drains. Needs a build (`npm run build`) and the whole environment.
 */
import { existsSync } from 'node:fs'
import { bundle } from './build.mjs'
import { whole } from './setting.mjs'
import { superviseWorkers } from './supervisor.mjs'

const processes = whole('WORKER_PROCESSES', 1, 1, 64)
if (!existsSync(bundle('worker'))) {
  process.stderr.write('There is no build: please run "npm run build" first.\n')
  process.exit(1)
}
const workers = superviseWorkers({
  program: bundle('worker'),
  processes,
  say: (line) => process.stdout.write(`${line}\n`),
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => workers.stop())
process.exitCode = await workers.ended
process.exit()
