/**
 * `npm run bench`: how long the first page and a change of step take in the production build, alone and under 100 applicants.
 * `npm run bench -- strangers`: what the others pay for what a stranger sends.
 * Milliseconds depend on the machine, so each is also given as a ratio to `/api/health` of the same run. JSON on the last line.
 */
import { requireNode } from './node-version.mjs'

requireNode()
const { ensureInstalled } = await import('./install.mjs')
const { dataDir } = await import('./paths.mjs')
const { anyFreePort } = await import('./ports.mjs')
const { quantile } = await import('./quantile.mjs')
const { buildStack, startStack } = await import('./stack.mjs')

const ROUNDS = 60
/** A draft takes 120 saves a minute (lib/limits); each is used for a few only. */
const SAVES_PER_DRAFT = 20
const PURPOSE = 'finanzierungsbedarf.finanzierungszweck.@type'
/** What 95 of 100 step changes are to stay below under load. */
const AIM_MS = 200
const say = (line) => process.stderr.write(`${line}\n`)

async function bench() {
  const folder = dataDir()
  const ports = { app: await anyFreePort(), sandbox: await anyFreePort(), smtp: await anyFreePort() }
  await ensureInstalled(say)
  await buildStack({ folder, ports, say })
  const interrupt = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt.abort())
  const stack = await startStack({ mode: 'test', folder, ports, say, signal: interrupt.signal })
  try {
    // They need packages, which a fresh clone does not have before.
    if (process.argv[2] === 'strangers') {
      const { strangers } = await import('./bench/strangers.mjs')
      process.stdout.write(`${JSON.stringify(await strangers({ app: stack.env.APP_URL, say }), null, 2)}\n`)
      return
    }
    const { underLoad } = await import('./bench/load.mjs')
    const alone = await measure(stack.env.APP_URL)
    const load = loadFigures(await underLoad({ app: stack.env.APP_URL, say }))
    process.stdout.write(`${JSON.stringify({ ...alone, underLoad: load })}\n`)
  } finally {
    await stack.stop()
  }
}

/** Milliseconds by call and length; the ratio is of medians and of 95th percentiles under the same load. */
function loadFigures({ applicants, think, seconds, ms, errors }) {
  const of = (name) => spread(ms[name] ?? [])
  const [step, health] = [of('step'), of('health')]
  return {
    applicants,
    thinkSeconds: [think.from, think.to],
    seconds: round2(seconds),
    stepChangesPerSecond: round2(step.count / seconds),
    stepChangeMs: step,
    stepChangeShortMs: of('step.short'),
    stepChangeFullMs: of('step.full'),
    autosaveMs: of('autosave'),
    firstPageMs: of('page'),
    healthMs: health,
    ratioToHealth: { p50: round2(step.p50 / health.p50), p95: round2(step.p95 / health.p95) },
    errors: errors.length,
    ...(errors.length > 0 && { examples: [...new Set(errors)].slice(0, 5) }),
    aim: { p95Ms: AIM_MS, met: errors.length === 0 && step.count > 0 && step.p95 <= AIM_MS },
  }
}

const spread = (all) => ({
  count: all.length,
  p50: round2(quantile(all, 0.5)),
  p95: round2(quantile(all, 0.95)),
  p99: round2(quantile(all, 0.99)),
})

async function measure(app) {
  const times = { health: [], page: [], step: [] }
  let draft
  for (let round = -10; round < ROUNDS; round += 1) {
    // The first rounds warm the server up and do not count.
    const note = (name, ms) => round >= 0 && times[name].push(ms)
    note('health', (await timed(() => fetch(`${app}/api/health`))).firstByte)
    const page = await timed(() => fetch(`${app}/antrag/musterberatung`))
    note('page', page.firstByte)
    if (!draft || draft.saves === SAVES_PER_DRAFT) draft = { token: tokenIn(page.text), saves: 0, last: null }
    const to = draft.last === 'KAUF' ? 'NEUBAU' : 'KAUF'
    const step = await timed(() => fetch(`${app}/api/antrag/save`, saving(app, draft, to)))
    const result = JSON.parse(step.text)
    if (result.kind !== 'saved' && result.kind !== 'invalid')
      throw new Error(`saving answered ${result.kind}`)
    note('step', step.total)
    draft = { ...draft, ...result.draft, saves: draft.saves + 1, last: to }
  }
  const median = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, quantile(all, 0.5)]))
  const ratio = (name) => round2(median[name] / median.health)
  return {
    node: process.versions.node,
    rounds: ROUNDS,
    medianMs: {
      health: round2(median.health),
      pageFirstByte: round2(median.page),
      stepChange: round2(median.step),
    },
    ratioToHealth: { pageFirstByte: ratio('page'), stepChange: ratio('step') },
  }
}

const saving = (app, draft, to) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Origin: app },
  body: JSON.stringify({
    token: draft.token,
    ...(draft.secret ? { secret: draft.secret, revision: draft.revision } : {}),
    page: 'vorhaben',
    intent: 'next',
    lang: 'de',
    changes: [{ key: PURPOSE, from: draft.last, to }],
  }),
})

async function timed(call) {
  const from = performance.now()
  const response = await call()
  const firstByte = performance.now() - from
  const text = await response.text()
  return { firstByte, total: performance.now() - from, text }
}

function tokenIn(html) {
  const found = /name="token" value="([^"]+)"/.exec(html)?.[1]
  if (!found) throw new Error('the page has no start token')
  return found
}

const round2 = (number) => Math.round(number * 100) / 100

await bench()
process.exit(0)
