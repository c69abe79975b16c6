import { request as send } from 'node:http'
import { start } from './keys'

/** Calls as a program makes them: every header is ours to choose, nothing is followed or mended. */
export type Call = {
  method?: string
  path?: string
  headers?: Readonly<Record<string, string>>
  body?: string | Buffer
  /** Sends the body without a length. */
  chunked?: boolean
}
export type Answer = { status: number; text: string; ms: number; headers: NodeJS.Dict<string | string[]> }

export const base = new URL(process.env.BASE_URL ?? 'http://localhost:3000')
export const saveAddress = '/api/antrag/save'

export function call({
  method = 'POST',
  path = start,
  headers = {},
  body = '',
  chunked,
}: Call): Promise<Answer> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = send(
      {
        host: '127.0.0.1',
        port: base.port || 80,
        method,
        path,
        headers: {
          host: base.host,
          ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(parts).toString('utf8'),
            ms: performance.now() - began,
            headers: incoming.headers,
          }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.setTimeout(20_000, () => outgoing.destroy(new Error('No answer within 20 s')))
    outgoing.end(body)
  })
}

export const ours = { origin: base.origin }
export const json = { ...ours, 'content-type': 'application/json' }

/** A page of step 1, and what stands hidden in it. */
export async function firstPage(query = ''): Promise<{ html: string; token: string; action: string }> {
  const { text: html } = await call({ method: 'GET', path: start + query })
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1]
  const action = /\$ACTION_ID_([0-9a-f]+)/.exec(html)?.[1]
  if (!token || !action) throw new Error('Step 1 has no token or no action')
  return { html, token, action }
}

export const postSave = (body: unknown): Promise<Answer> =>
  call({ path: saveAddress, headers: json, body: JSON.stringify(body) })
