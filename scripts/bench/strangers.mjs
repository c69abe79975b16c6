import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { tsImport } from 'tsx/esm/api'
import { inRoot } from '../paths.mjs'
import { quantile } from '../quantile.mjs'
import { asker, note } from './asker.mjs'

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
  const attacked = await during(app, asked, seconds, [{ sends: 'hostile' }, { sends: 'hostile' }])
  say(`Sixty at once load the largest draft, for ${QUIET_SECONDS} s …`)
  const largest = await largestDraft(asked)
  const loaded = await during(app, asked, QUIET_SECONDS, [{ sends: 'loads', draft: largest, atOnce: 60 }])
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

/** `people` while strangers go on without pause, each in a thread of its own: what they compute themselves delays nobody here. */
async function during(app, asked, seconds, attacks) {
  const strangers = attacks.map(
    (workerData) =>
      new Worker(new URL('./stranger.mjs', import.meta.url), { workerData: { app, ...workerData } }),
  )
  const told = strangers.map((stranger) => once(stranger, 'message'))
  const result = await people(asked, seconds)
  for (const stranger of strangers) stranger.postMessage('over')
  const all = (await Promise.all(told)).map(([one]) => one)
  const what = {}
  for (const one of all) for (const [name, count] of Object.entries(one.what)) note(what, name, count)
  return { people: result, strangers: { ...spread(all.flatMap(({ ms }) => ms)), what } }
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

const round2 = (number) => Math.round(number * 100) / 100
const spread = (all) => ({
  count: all.length,
  p50: round2(quantile(all, 0.5)),
  p95: round2(quantile(all, 0.95)),
  most: round2(Math.max(0, ...all)),
})
