import { setTimeout as pause } from 'node:timers/promises'
import { call } from './http.mjs'

/**
 * What a browser does with a call that has no answer: it makes the same call again, at the other app if need be.
 * `once` answers undefined as long as it should be asked again. Gives undefined when the patience is used up.
 */
async function insist({ apps, patience }, once) {
  const until = performance.now() + patience * 1000
  const first = Math.floor(Math.random() * apps.length)
  for (let attempt = 0; performance.now() < until; attempt += 1) {
    const answer = await once(apps[(first + attempt) % apps.length])
    if (answer !== undefined) return answer
    await pause(Math.min(2000, 100 * 2 ** attempt) * (0.5 + Math.random()))
  }
  return undefined
}

const pageOf = (campaign) => `/antrag/${campaign}`

/** The start token and the privacy version of a page view. */
export async function viewPage(means, campaign) {
  const view = await insist(means, async (app) => {
    const answer = await call(`${app}${pageOf(campaign)}`, { method: 'GET' })
    const token = /name="token" value="([^"]+)"/.exec(answer?.text ?? '')?.[1]
    return answer?.status === 200 ? token : undefined
  })
  if (!view) throw new Error(`No page of ${campaign} could be viewed`)
  const { privacyVersion } = JSON.parse(Buffer.from(view.split('.')[0], 'base64url').toString('utf8'))
  return { campaign, token: view, privacyVersion }
}

/** Failures of ours and a full counter pass; anything else about this call stays as it is. */
const passing = (kind) => kind === 'failed' || kind === 'limited'

/** Stores all answers at once. @returns the draft's secret, or why it was refused for good */
async function saved(means, view, { lang, changes, from }) {
  const { origin } = means
  const body = JSON.stringify({ token: view.token, page: 'kontakt', intent: 'next', lang, changes })
  return insist(means, async (app) => {
    const headers = { ...from, origin, 'content-type': 'application/json' }
    const answer = await call(`${app}/api/antrag/save`, { headers, body })
    if (!answer || answer.status >= 500) return undefined
    const result = JSON.parse(answer.text)
    if (passing(result.kind)) return undefined
    return result.kind === 'saved' ? { secret: result.draft.secret } : { refused: `save: ${result.kind}` }
  })
}

/** One call of the action; undefined: no answer that one could believe. */
async function submittedOnce(app, { action, campaign, origin }, from, body) {
  const headers = {
    ...from,
    origin,
    'content-type': 'text/plain;charset=UTF-8',
    accept: 'text/x-component',
    'next-action': action,
  }
  const answer = await call(`${app}${pageOf(campaign)}/pruefen`, { headers, body })
  const row = answer?.status === 200 && answer.text.split('\n').find((line) => line.startsWith('1:'))
  if (!row) return undefined
  const result = JSON.parse(row.slice(2))
  if (passing(result.kind)) return undefined
  return result.kind === 'sent'
    ? { reference: result.receipt.reference }
    : { refused: `submit: ${result.kind}` }
}

/** Sends the draft, `times` times at once; all who get a receipt are kept. */
async function submitted(means, view, { secret, lang, from, times }) {
  const { campaign, token, privacyVersion } = view
  const { action, origin } = means
  const body = JSON.stringify([{ token, secret, revision: 1, lang, privacyVersion }])
  return insist(means, async (app) => {
    const calls = Array.from({ length: times }, (_, at) =>
      submittedOnce(
        at === 0 ? app : means.apps[at % means.apps.length],
        { action, campaign, origin },
        from,
        body,
      ),
    )
    const results = (await Promise.all(calls)).filter((result) => result !== undefined)
    const refused = results.find((result) => result.refused)
    if (refused) return refused
    const references = [...new Set(results.map(({ reference }) => reference))]
    return references.length > 0 ? { references } : undefined
  })
}

/** An address for documentation and tests (RFC 3849), of a network of its own. */
const address = () => `2001:db8:${part()}:${part()}::1`
const part = () => Math.floor(Math.random() * 0x10000).toString(16)

/**
 * One person from the first input to the receipt.
 * @param means `apps`, their public `origin`, `action`, `patience` in seconds
 * @returns {Promise<{references: string[], refused?: string, acceptMs: number}>} more than one reference is a fault
 */
export async function apply(means, view, applicant, times) {
  const from = { 'x-forwarded-for': address() }
  const draft = await saved(means, view, { ...applicant, from })
  if (!draft?.secret) return { references: [], refused: draft?.refused ?? 'save: no answer', acceptMs: 0 }
  const began = performance.now()
  const sent = await submitted(means, view, { secret: draft.secret, lang: applicant.lang, from, times })
  const acceptMs = performance.now() - began
  if (!sent?.references) return { references: [], refused: sent?.refused ?? 'submit: no answer', acceptMs }
  return { references: sent.references, acceptMs }
}
