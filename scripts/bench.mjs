/**
 * `npm run bench`: how long the first page and a change of step take in the production build. Milliseconds depend on the
 * machine, so each is also given as a ratio to `/api/health` of the same run. JSON on the last line.
 */
import { requireNode } from './node-version.mjs'

requireNode()
const { ensureInstalled } = await import('./install.mjs')
const { dataDir } = await import('./paths.mjs')
const { anyFreePort } = await import('./ports.mjs')
const { buildStack, startStack } = await import('./stack.mjs')

const ROUNDS = 60
/** A draft takes 120 saves a minute (lib/limits); each is used for a few only. */
const SAVES_PER_DRAFT = 20
const PURPOSE = 'finanzierungsbedarf.finanzierungszweck.@type'
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
    process.stdout.write(`${JSON.stringify(await measure(stack.env.APP_URL))}\n`)
  } finally {
    await stack.stop()
  }
}

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
  const median = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, middle(all)]))
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

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]
const round2 = (number) => Math.round(number * 100) / 100

await bench()
process.exit(0)
