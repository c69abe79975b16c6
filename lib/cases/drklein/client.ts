import 'server-only'
import { z } from 'zod'
import { jsonIn, refusal, textOf } from '@/lib/cases/http/answer'
import type { Call } from '@/lib/cases/http/call'
import type { Fetch } from '@/lib/cases/http/connection'
import type { CaseReference } from '@/lib/cases/names'
import type { Outcome } from '@/lib/cases/target'
import { numbers, production } from './names'
import { drkleinRefusals } from './refusals'

/** `production`: makes a real case, see names.ts. */
export type Api = { url: string; contentType: string; fetch: Fetch }

/** Where cases are made: one parameter or none, whatever the configured address carries. */
export function createAddress(url: string, isProduction: boolean): URL {
  const base = new URL(url)
  if (!base.pathname.endsWith('/')) base.pathname += '/'
  const address = new URL('vorgang', base)
  if (isProduction) address.searchParams.set(production.parameter, production.value)
  return address
}

/**
 * `POST /vorgang`: creates a case, the only thing that this API can do. Not idempotent. `X-TraceId` is not documented there; a header
 * that a server does not know is ignored, and where it is logged both sides find the same request.
 */
export function createCaseRequest(
  api: Api,
  call: Call,
  isProduction: boolean,
  body: unknown,
): Promise<Response> {
  return api.fetch(createAddress(api.url, isProduction), {
    creates: call.nth,
    method: 'POST',
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${call.token}`,
      'Content-Type': api.contentType,
      'X-TraceId': call.traceId,
    },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: call.signal,
  })
}

/** The document's table types the numbers as lists, its example as texts: both are read, anything else is as good as missing. */
const number = z
  .union([z.string(), z.tuple([z.string()]).transform(([one]) => one)])
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^[\w.-]{1,64}$/))
  .optional()
  .catch(undefined)

const mostMessages = 100
const mostCharacters = 2000
const messages = z
  .array(z.unknown())
  .catch([])
  .transform((list) =>
    list
      .filter((one) => typeof one === 'string')
      .slice(0, mostMessages)
      .map((one) => one.slice(0, mostCharacters)),
  )

const created = z.looseObject({
  [numbers.drklein]: number,
  [numbers.europace]: number,
  [numbers.crm]: number,
  messages,
})

/**
 * 201 with an object is a case, whatever it lacks; a 201 that cannot be read and every other 2xx prove nothing. Throws when the body
 * breaks off.
 */
export async function processCreateCase(response: Response, now: Date): Promise<Outcome> {
  if (response.status !== 201) return refusal(drkleinRefusals, response, now)
  const read = created.safeParse(jsonIn(await textOf(response)))
  if (!read.success) return { kind: 'unknown', reason: 'unreadable', status: 201 }
  const { drkleinrkVorgangsnummer, europaceVorgangsnummer = '', crmKennung } = read.data
  const reference: CaseReference = {
    vorgangsnummer: europaceVorgangsnummer,
    ...(drkleinrkVorgangsnummer !== undefined && { drkleinrkVorgangsnummer }),
    ...(crmKennung !== undefined && { crmKennung }),
  }
  return {
    kind: 'delivered',
    reference,
    ...(read.data.messages.length > 0 && { messages: read.data.messages }),
  }
}
