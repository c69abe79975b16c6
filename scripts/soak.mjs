/**
 * `npm run soak`: ten thousand submissions while worker, app and Postgres are killed with -9 by turns and the platform fails as in
 * trust §3. Ends with 0 only if each acknowledged submission is exactly one case and nothing is left unresolved.
 * `--short` is the version inside `npm test`; `--every 5` kills Postgres alone, every five seconds. The counts stand as JSON on the last
 * line.
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
    every: { type: 'string' },
    drain: { type: 'string' },
    help: { type: 'boolean', default: false },
    'no-faults': { type: 'boolean', default: false },
  },
})
if (wish.help) {
  process.stdout.write(`npm run soak -- [options]
  --short            the plan inside npm test
  --submissions <n>  how many are sent (${plans.full.submissions})
  --seconds <n>      over how long they are spread at least (${plans.full.seconds})
  --kills <n>        how many kills of worker, app and Postgres by turns (${plans.full.kills})
  --every <seconds>  instead: Postgres alone is killed, so often, until the last submission is in
  --drain <seconds>  how long open deliveries may take after that (${plans.full.drain})
  --no-faults        the platform does not fail
`)
  process.exit(0)
}
const usual = wish.short ? plans.short : plans.full
const plan = {
  ...usual,
  submissions: Number(wish.submissions ?? usual.submissions),
  seconds: Number(wish.seconds ?? usual.seconds),
  // By the clock, their number is not known before: there must be one.
  kills: Number(wish.kills ?? (wish.every ? 1 : usual.kills)),
  drain: Number(wish.drain ?? usual.drain),
  ...(wish.every && { every: Number(wish.every) }),
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
