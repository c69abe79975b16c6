import 'server-only'
import { z } from 'zod'
import { jsonIn, refusal, textOf } from '@/lib/cases/http/answer'
import type { Call } from '@/lib/cases/http/call'
import type { Fetch } from '@/lib/cases/http/connection'
import type {
  Archived,
  Checked,
  Identified,
  Outcome,
  ReadBack,
  Replaced,
  Unavailable,
} from '@/lib/cases/target'
import { europaceRefusals } from './refusals'

/**
 * Kundenangaben API and the list of the Vorgaenge API v3: for each operation a request and a process function
 * (the pattern of oauth4webapi). Requests throw what fetch throws; process functions throw only when the body
 * cannot be read to its end. Both are turned into an outcome by `outcomeOfThrown`.
 */
export type Api = { url: string; fetch: Fetch }

function request(
  api: Api,
  call: Call,
  method: string,
  path: string,
  body?: unknown,
  { type = 'application/json', creates = false } = {},
): Promise<Response> {
  return api.fetch(new URL(path, api.url), {
    ...(creates && { creates: call.nth }),
    method,
    headers: {
      Accept: 'application/json',
      Authorization: `Bearer ${call.token}`,
      'X-TraceId': call.traceId,
      ...(body !== undefined && { 'Content-Type': type }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'error',
    signal: call.signal,
  })
}

const refused = (response: Response, now: Date) => refusal(europaceRefusals, response, now)

/** `POST /kundenangaben`: creates a case. Not idempotent. */
export const createCaseRequest = (api: Api, call: Call, payload: unknown) =>
  request(api, call, 'POST', '/kundenangaben', payload, { creates: true })

/** Read tolerantly: all that counts is a number that can be shown and put into a path. */
const created = z.looseObject({ vorgangsnummer: z.string().regex(/^[\w-]{1,64}$/) })

/** 201 with a number is a case; another 2xx, or no number, proves nothing. */
export async function processCreateCase(response: Response, now: Date): Promise<Outcome> {
  if (response.status !== 201) return refused(response, now)
  const read = created.safeParse(jsonIn(await textOf(response)))
  return read.success
    ? { kind: 'delivered', reference: { vorgangsnummer: read.data.vorgangsnummer } }
    : { kind: 'unknown', reason: 'noNumber', status: 201 }
}

/** `POST /kundenangaben/body-validation`: checks like a creation and creates nothing. */
export const validateCaseRequest = (api: Api, call: Call, payload: unknown) =>
  request(api, call, 'POST', '/kundenangaben/body-validation', payload)

/** The documented body of the 200 names a number although no case exists: it is ignored. */
export async function processValidateCase(response: Response, now: Date): Promise<Checked> {
  if (response.status !== 200) return refused(response, now)
  await response.body?.cancel()
  return { kind: 'accepted' }
}

/** `GET /kundenangaben/{vorgangsnummer}`: the bare document, without metadata. */
export const getCaseRequest = (api: Api, call: Call, vorgangsnummer: string) =>
  request(api, call, 'GET', `/kundenangaben/${encodeURIComponent(vorgangsnummer)}`)

export async function processGetCase(response: Response): Promise<ReadBack> {
  const { status } = response
  if (status !== 200) {
    await response.body?.cancel()
    return { kind: 'unavailable', reason: `status${status}`, final: status === 403, status }
  }
  const document = jsonIn(await textOf(response))
  return typeof document === 'object' && document !== null
    ? { kind: 'read', document }
    : { kind: 'unavailable', reason: 'unreadable', final: false }
}

/** `PUT /kundenangaben/{vorgangsnummer}`: what the document lacks is deleted in the case. */
export const replaceCaseRequest = (api: Api, call: Call, vorgangsnummer: string, update: unknown) =>
  request(api, call, 'PUT', `/kundenangaben/${encodeURIComponent(vorgangsnummer)}`, update)

export async function processReplaceCase(response: Response, now: Date): Promise<Replaced> {
  return response.status === 204 ? { kind: 'replaced' } : refused(response, now)
}

export type ListQuery = {
  /** The list's own default is ECHT_GESCHAEFT: without the right context our case would seem missing. */
  datenKontext: 'ECHT_GESCHAEFT' | 'TEST_MODUS'
  aenderungSeit: Date
  page: number
}
export const pageSize = 100

/** `GET /v3/vorgaenge`, newest change first. Cannot be filtered by external id; archived cases are not in it. */
export const listCasesRequest = (api: Api, call: Call, query: ListQuery) =>
  request(
    api,
    call,
    'GET',
    `/v3/vorgaenge?${new URLSearchParams({
      datenKontext: query.datenKontext,
      aenderungSeit: query.aenderungSeit.toISOString(),
      sort: 'absteigend',
      page: String(query.page),
      limit: String(pageSize),
    })}`,
  )

const listed = z.looseObject({
  _links: z.looseObject({ next: z.unknown().optional() }).nullish(),
  vorgaenge: z.array(
    z.looseObject({
      vorgangsNummer: z.string(),
      externeVorgangsNummer: z.string().nullish(),
      letzteAenderung: z.string().nullish(),
    }),
  ),
})
export type ListedCase = z.infer<typeof listed>['vorgaenge'][number]

/**
 * `more`: another page follows, because it says so or because this one is full; it may serve fewer than we ask for. `at`: its clock when
 * it answered, from the `Date` header; null: none that can be read.
 */
export type ListPage = { kind: 'page'; cases: readonly ListedCase[]; more: boolean; at: Date | null }

export async function processListCases(response: Response): Promise<ListPage | Unavailable> {
  const { status } = response
  if (status !== 200) {
    await response.body?.cancel()
    return { kind: 'unavailable', reason: `status${status}`, final: status === 403, status }
  }
  const at = new Date(response.headers.get('date') ?? Number.NaN)
  const page = listed.safeParse(jsonIn(await textOf(response)))
  if (!page.success) return { kind: 'unavailable', reason: 'unreadable', final: false }
  const { vorgaenge: cases, _links } = page.data
  const more = cases.length > 0 && (cases.length >= pageSize || Boolean(_links?.next))
  return { kind: 'page', cases, more, at: Number.isNaN(at.getTime()) ? null : at }
}

/** `GET /v3/vorgaenge/{vorgangsnummer}`: the only place that tells one case's external id. */
export const identifyCaseRequest = (api: Api, call: Call, vorgangsnummer: string) =>
  request(api, call, 'GET', `/v3/vorgaenge/${encodeURIComponent(vorgangsnummer)}`)

const identified = z.looseObject({ externeVorgangsNummer: z.string().nullish() })

export async function processIdentifyCase(response: Response): Promise<Identified> {
  const { status } = response
  if (status !== 200) {
    await response.body?.cancel()
    return { kind: 'unavailable', reason: `status${status}`, final: status === 403 || status === 404, status }
  }
  const read = identified.safeParse(jsonIn(await textOf(response)))
  return read.success
    ? { kind: 'identified', externalId: read.data.externeVorgangsNummer ?? null }
    : { kind: 'unavailable', reason: 'unreadable', final: false }
}

/** `PATCH /v3/vorgaenge/{vorgangsnummer}` as JSON Patch: an archived case leaves the advisor's list and can be taken back. */
export const archiveCaseRequest = (api: Api, call: Call, vorgangsnummer: string) =>
  request(
    api,
    call,
    'PATCH',
    `/v3/vorgaenge/${encodeURIComponent(vorgangsnummer)}`,
    [{ op: 'replace', path: '/status', value: 'ARCHIVIERT' }],
    { type: 'application/json-patch+json' },
  )

export async function processArchiveCase(response: Response): Promise<Archived> {
  const { ok, status } = response
  await response.body?.cancel()
  return ok
    ? { kind: 'archived' }
    : { kind: 'unavailable', reason: `status${status}`, final: status === 403, status }
}
