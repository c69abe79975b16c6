/**
 * `npm run soak`: ten thousand submissions while worker, app and Postgres are killed with -9 by turns and the platform fails as in
 * trust §3. Ends with 0 only if each acknowledged submission is exactly one case and nothing is left unresolved.
 * `--short` is the version inside `npm test`. The counts stand as JSON on the last line.
 */
import { parseArgs } from 'node:util'
import { requireNode } from './node-version.mjs'

requireNode()
process.env.NEXT_TELEMETRY_DISABLED = '1'
const { ensureInstalled } = await import('./install.mjs')
const { dataDir } = await import('./paths.mjs')
const { anyFreePort } = await import('./ports.mjs')
const { buildStack } = await import('./stack.mjs')
const { plans } = await import('./soak/plan.mjs')

const { values: wish } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    submissions: { type: 'string' },
    seconds: { type: 'string' },
    kills: { type: 'string' },
    'no-faults': { type: 'boolean', default: false },
  },
})
const usual = wish.short ? plans.short : plans.full
const plan = {
  ...usual,
  submissions: Number(wish.submissions ?? usual.submissions),
  seconds: Number(wish.seconds ?? usual.seconds),
  kills: Number(wish.kills ?? usual.kills),
  faults: !wish['no-faults'],
}

const say = (line) => process.stderr.write(`${line}\n`)
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt.abort())

const folder = dataDir()
await ensureInstalled(say)
// These need packages, which a fresh clone does not have before.
const { report } = await import('./soak/report.mjs')
const { soak } = await import('./soak/run.mjs')
const ports = { app: await anyFreePort(), sandbox: await anyFreePort(), smtp: await anyFreePort() }
await buildStack({ folder, ports, say })
const result = await soak({ plan, folder, say, signal: interrupt.signal })
process.stdout.write(report(plan, result))
process.exit(result.ok && !interrupt.signal.aborted ? 0 : 1)
