import { setTimeout as pause } from 'node:timers/promises'
import { tsImport } from 'tsx/esm/api'
import { inRoot } from '../paths.mjs'
import { quantile } from '../quantile.mjs'

const PURPOSE = 'finanzierungsbedarf.finanzierungszweck.@type'
/** Two people who save every 600 ms each: as often as one draft may. */
const PEOPLE = 2
const EVERY_MS = 600
const QUIET_SECONDS = 20

/**
 * What strangers can make the others pay for: another applicant's saves while nobody disturbs, while two clients send hostile texts
 * without pause, and while sixty at once load the largest draft there can be; then starts with one token, and wrong mailed links.
 * Only ratios within one run say something. Speaks the protocol by itself, so that an older build can be measured with it, too.
 */
export async function strangers({ app, say, seconds = 60, starts = 10_000, links = 500 }) {
  const asked = asker(app)
  say(`Two people save, and nobody disturbs, for ${QUIET_SECONDS} s …`)
  const quiet = await people(asked, QUIET_SECONDS)
  say(`Two clients send texts of 200,000 signs without pause, for ${seconds} s …`)
  const attacked = await during(
    asked,
    seconds,
    [1, 2].map(() => hostileSaves(asked)),
  )
  say(`Sixty at once load the largest draft, for ${QUIET_SECONDS} s …`)
  const largest = await largestDraft(asked)
  const loaded = await during(
    asked,
    QUIET_SECONDS,
    Array.from({ length: 60 }, () => loads(asked, largest)),
  )
  say(`${starts} starts with one token …`)
  const begun = await startsWithOneToken(asked, starts)
  say(`${links} wrong mailed links …`)
  const wrong = await wrongLinks(asked, links)
  const ratio = ({ people: one }) => round2(one.p95 / quiet.p95)
  return {
    savesMs: { quiet, attacked: attacked.people, whileLoaded: loaded.people },
    ratioOfP95: { attacked: ratio(attacked), whileLoaded: ratio(loaded) },
    hostileSaves: attacked.strangers,
    loadsOfTheLargestDraft: { bytes: largest.bytes, ...loaded.strangers },
    startsWithOneToken: begun,
    wrongLinks: wrong,
  }
}

function asker(app) {
  const post = async (path, body) => {
    const from = performance.now()
    try {
      const answer = await fetch(app + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: app },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      })
      const text = await answer.text()
      const ms = performance.now() - from
      if (answer.status >= 400) return { what: String(answer.status), ms }
      const result = JSON.parse(text)
      return { what: result.kind, ms, result }
    } catch (error) {
      return { what: error?.cause?.code ?? error?.name ?? 'error', ms: performance.now() - from }
    }
  }
  return {
    post,
    save: (body) =>
      post('/api/antrag/save', { page: 'vorhaben', intent: 'autosave', lang: 'de', changes: [], ...body }),
    async token(query = '') {
      const html = await (await fetch(`${app}/antrag/musterberatung${query}`)).text()
      return /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ''
    },
  }
}

/** Saves of people who only want to fill in a form. Draft after draft, since each may be saved 120 times a minute. */
async function people(asked, seconds) {
  const all = []
  const what = {}
  const person = async () => {
    const until = performance.now() + seconds * 1000
    let token = await asked.token()
    let secret
    for (let count = 0, last = null; performance.now() < until; count += 1) {
      if (count === 50) [token, secret, last, count] = [await asked.token(), undefined, null, 0]
      const to = last === 'KAUF' ? 'NEUBAU' : 'KAUF'
      const answered = await asked.save({ token, secret, changes: [{ key: PURPOSE, from: last, to }] })
      note(what, answered.what)
      all.push(answered.ms)
      if (answered.what === 'saved') [secret, last] = [answered.result.draft.secret, to]
      await pause(Math.max(0, EVERY_MS - answered.ms))
    }
  }
  await Promise.all(Array.from({ length: PEOPLE }, person))
  return { ...spread(all), what }
}

/** `people` while these go on without pause. */
async function during(asked, seconds, attacks) {
  const over = new AbortController()
  const what = {}
  const ms = []
  const running = attacks.map(async (attack) => {
    while (!over.signal.aborted) {
      const answered = await attack()
      note(what, answered.what)
      ms.push(answered.ms)
      // One that is refused before it is sent must not spin.
      if (answered.ms < 1) await pause(1)
    }
  })
  const result = await people(asked, seconds)
  over.abort()
  await Promise.all(running)
  return { people: result, strangers: { ...spread(ms), what } }
}

/** Texts that slow patterns choke on, into fields of several kinds; with a token and a draft as anybody has. */
function hostileSaves(asked) {
  const texts = [
    '9'.repeat(200_000),
    `${'a'.repeat(100_000)}@${'b'.repeat(100_000)}`,
    `1${'.000'.repeat(50_000)}`,
  ]
  const keys = [
    'finanzierungsbedarf.finanzierungszweck.kaufpreis',
    'haushalte.0.kunden.0.kontakt.email',
    'finanzierungsobjekt.immobilie.adresse.plz',
  ]
  let token
  let secret
  let turn = 0
  return async () => {
    token ??= await asked.token()
    turn += 1
    const answered = await asked.save({
      token,
      secret,
      changes: [{ key: keys[turn % 3], from: null, to: texts[(turn + 1) % 3] }],
    })
    secret = answered.result?.draft?.secret ?? secret
    return answered
  }
}

/** Fills what the made-up applicants of the full form answer with long texts, page after page, until nothing more is taken. */
async function largestDraft(asked) {
  const { fullPersonas } = await tsImport('../../lib/forms/baufinanzierung/personas/full/index.ts', {
    parentURL: import.meta.url,
    tsconfig: inRoot('tsconfig.json'),
  })
  const token = await asked.token('?laenge=voll')
  const begun = await asked.save({ token, changes: [{ key: PURPOSE, from: null, to: 'KAUF' }] })
  const { secret } = begun.result.draft
  const keys = [...new Set(fullPersonas.flatMap(({ typed }) => Object.keys(typed)))].filter(
    (key) => key !== PURPOSE,
  )
  let bytes = 0
  for (let at = 0; at < keys.length; at += 20) {
    const to = 'ä'.repeat(1_500)
    const changes = keys.slice(at, at + 20).map((key) => ({ key, from: null, to }))
    const { what } = await asked.save({ token, secret, changes })
    if (what === 'tooLarge' || what === '413') break
    if (what === 'saved') bytes += changes.length * Buffer.byteLength(to)
    else await pause(1_000)
  }
  return { token, secret, bytes }
}

const loads =
  (asked, { token, secret }) =>
  () =>
    asked.save({ token, secret, intent: 'load' })

async function startsWithOneToken(asked, count) {
  const token = await asked.token()
  const what = {}
  const secrets = new Set()
  const from = performance.now()
  let left = count
  const client = async () => {
    while (left > 0) {
      left -= 1
      const answered = await asked.save({ token, changes: [{ key: PURPOSE, from: null, to: 'KAUF' }] })
      note(what, answered.what)
      if (answered.result?.draft) secrets.add(answered.result.draft.secret)
    }
  }
  await Promise.all(Array.from({ length: 100 }, client))
  return { sent: count, drafts: secrets.size, seconds: round2((performance.now() - from) / 1000), what }
}

async function wrongLinks(asked, count) {
  const ms = []
  const what = {}
  const guess = () =>
    Array.from({ length: 43 }, () => 'abcdefghijkmnopq'[Math.floor(Math.random() * 16)]).join('')
  for (let sent = 0; sent < count; sent += 10) {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => asked.post('/api/weiter', { act: 'look', secret: guess() })),
    )
    for (const answered of answers) {
      note(what, answered.what)
      ms.push(answered.ms)
    }
  }
  return { ...spread(ms), what }
}

function note(what, one) {
  what[one] = (what[one] ?? 0) + 1
}
const round2 = (number) => Math.round(number * 100) / 100
const spread = (all) => ({
  count: all.length,
  p50: round2(quantile(all, 0.5)),
  p95: round2(quantile(all, 0.95)),
  most: round2(Math.max(0, ...all)),
})
