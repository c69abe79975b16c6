import { type Agent, request as send } from 'node:http'
import { person } from '@/e2e/support/people'
import type { Change, SaveRequest, SaveResult, SubmitResult } from '@/lib/drafts/protocol'
import { actionId } from '@/scripts/actions.mjs'

/** A person at the form, as HTTP sees them: one page view, saves behind the fixed address, the action that sends. */
export type Applicant = {
  /** Each applicant has an address of their own, by which their case is found. */
  email: string
  typed: readonly Change[]
  token: string
  secret?: string
  privacyVersion: string
}
export type At = { port: number; agent?: Agent; timeout?: number }
export type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; text: string }

const place = '/antrag/musterberatung'

/** One request; rejects when no whole answer came. */
export function call(
  at: At,
  { method = 'POST', path, headers = {}, body = '' }: CallOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const host = `localhost:${at.port}`
    const outgoing = send(
      {
        host: '127.0.0.1',
        port: at.port,
        agent: at.agent ?? false,
        method,
        path,
        headers: { host, 'content-length': Buffer.byteLength(body), ...headers },
      },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    const ms = at.timeout ?? 30_000
    outgoing.setTimeout(ms, () => outgoing.destroy(new Error(`no answer within ${ms} ms`)))
    outgoing.end(body)
  })
}
type CallOptions = { method?: string; path: string; headers?: Record<string, string>; body?: string }

/** Opens the form: a start token and the privacy statement's version stand in the page. */
export async function arrive(at: At): Promise<Applicant> {
  const { text } = await call(at, { method: 'GET', path: place })
  const token = /name="token" value="([^"]+)"/.exec(text)?.[1]
  if (!token) throw new Error('The page has no token')
  const read: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'))
  const privacyVersion =
    typeof read === 'object' && read && 'privacyVersion' in read ? read.privacyVersion : ''
  const { persona, email } = person('kauf-allein')
  const typed = persona.pages.flatMap((page) =>
    Object.entries(page.typed).map(([key, to]) => ({ key, from: null, to })),
  )
  return { email, typed, token, privacyVersion: String(privacyVersion) }
}

/** Saves changes; without any, the whole short form at once. */
export const save = (at: At, who: Applicant, changes = who.typed): Promise<SaveResult> =>
  post(at, who, { page: 'vorhaben', intent: 'autosave', changes })

/** What a reload shows of a page. */
export const load = (at: At, who: Applicant, page: string): Promise<SaveResult> =>
  post(at, who, { page, intent: 'load', changes: [] })

type Said = Pick<SaveRequest, 'page' | 'intent' | 'changes'>

/** The save as HTTP answers it. */
export function postSave(at: At, who: Applicant, said: Said): Promise<Answer> {
  const request: SaveRequest = { token: who.token, secret: who.secret, lang: 'de', ...said }
  return call(at, {
    path: '/api/antrag/save',
    headers: { origin: `http://localhost:${at.port}`, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
}

async function post(at: At, who: Applicant, said: Said): Promise<SaveResult> {
  const result: SaveResult = JSON.parse((await postSave(at, who, said)).text)
  if ('draft' in result) who.secret = result.draft.secret
  return result
}

/** Hands the draft over through the server action and reads the result from the framework's answer. */
export async function submit(at: At, who: Applicant, mailCopy = false): Promise<SubmitResult> {
  const { secret = '', token, privacyVersion } = who
  const { status, text } = await call(at, {
    path: `${place}/pruefen`,
    headers: {
      origin: `http://localhost:${at.port}`,
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': actionId('submitDraft'),
    },
    body: JSON.stringify([{ token, secret, revision: 0, lang: 'de', privacyVersion, mailCopy }]),
  })
  const row = /^1:(\{.*\})$/m.exec(text)?.[1]
  if (!row) throw new Error(`no result, status ${status}`)
  return JSON.parse(row)
}

/** From the first page to the receipt. */
export async function apply(at: At): Promise<{ who: Applicant; result: SubmitResult }> {
  const who = await arrive(at)
  const saved = await save(at, who)
  if (saved.kind !== 'saved') throw new Error(`saving answered ${saved.kind}`)
  return { who, result: await submit(at, who) }
}
