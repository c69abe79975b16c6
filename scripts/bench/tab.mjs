import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { actionIds } from '../actions.mjs'
import { actionResult } from './flight.mjs'

const CAMPAIGN = '/antrag/musterberatung'
const FIRST = 'vorhaben'

/**
 * One browser tab at the form, as HTTP sees it: its own connections, the page, saves behind the fixed address, and the server
 * actions with the headers and the body of a browser.
 * @param {{app: string, length: 'short' | 'full', lang: 'de' | 'en', note?: (call: string, ms: number) => void}} options
 *   `note` hears of each call that was answered: `page`, `autosave`, `load` or `step`, with the milliseconds to its last byte
 */
export function openTab({ app, length, lang, note = () => {} }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const query = `?laenge=${length === 'full' ? 'voll' : 'kurz'}&sprache=${lang}`
  const place = (page) => `${app}${CAMPAIGN}${page === FIRST ? '' : `/${page}`}${query}`
  const actions = new Map(actionIds().map(({ id, name }) => [name, id]))
  const tab = { token: '', draft: undefined, view, autosave, step, load, close: () => agent.destroy() }

  async function timed(name, url, options) {
    const from = performance.now()
    const answer = await call(agent, url, options)
    const ms = performance.now() - from
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`)
    note(name, ms)
    return answer.encoding === 'gzip' ? gunzipSync(answer.bytes) : answer.bytes
  }

  /** The first page; its start token stands in it. */
  async function view() {
    const html = (
      await timed('page', place(FIRST), { method: 'GET', headers: { accept: 'text/html' } })
    ).toString()
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1]
    if (!token) throw new Error('The page has no start token')
    tab.token = token
  }

  const asked = (page, intent, more) => ({
    token: tab.token,
    ...(tab.draft && { secret: tab.draft.secret, revision: tab.draft.revision }),
    page,
    intent,
    lang,
    changes: [],
    ...more,
  })
  const learnt = (result) => {
    if (result.draft) tab.draft = result.draft
    return result
  }

  /** What is typed is saved while somebody types. */
  async function autosave(page, changes) {
    const body = JSON.stringify(asked(page, 'autosave', { changes }))
    const headers = { 'content-type': 'application/json', origin: app }
    return learnt(JSON.parse(await timed('autosave', `${app}/api/antrag/save`, { headers, body })))
  }

  async function act(name, action, page, intent, more) {
    const body = JSON.stringify([asked(page, intent, more)])
    const headers = {
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': actions.get(action),
      origin: app,
    }
    return learnt(actionResult(await timed(name, place(page), { headers, body })))
  }

  /** Leaves the page, as a press on a button or a link of it does. */
  async function step(page, intent, more) {
    return act('step', 'saveStep', page, intent, more)
  }
  /** What a reload shows. */
  async function load(page) {
    return act('load', 'loadStep', page, 'load')
  }

  return tab
}

function call(agent, url, { method = 'POST', headers, body = '' }) {
  return new Promise((resolve, reject) => {
    const length = method === 'GET' ? {} : { 'content-length': Buffer.byteLength(body) }
    const outgoing = request(
      url,
      { method, agent, headers: { 'accept-encoding': 'gzip', ...length, ...headers } },
      (incoming) => {
        const parts = []
        incoming.on('data', (part) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode,
            encoding: incoming.headers['content-encoding'],
            bytes: Buffer.concat(parts),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.setTimeout(20_000, () => outgoing.destroy(new Error('No answer within 20 s')))
    outgoing.end(body)
  })
}
