import 'server-only'
import type { KundenangabenPayload } from '@/lib/cases/europace/payload'
import { type Call, called as calledWith } from '@/lib/cases/http/call'
import { connectingFetch, type Fetch, secureUrl } from '@/lib/cases/http/connection'
import { outcomeOfThrown } from '@/lib/cases/http/outcome'
import { makeTokens, type TokenSettings } from '@/lib/cases/http/token'
import type {
  Archived,
  CaseTarget,
  Identified,
  Outcome,
  ReadBack,
  Sending,
  Unavailable,
} from '@/lib/cases/target'
import {
  type Api,
  archiveCaseRequest,
  createCaseRequest,
  getCaseRequest,
  identifyCaseRequest,
  type ListPage,
  listCasesRequest,
  processArchiveCase,
  processCreateCase,
  processGetCase,
  processIdentifyCase,
  processListCases,
  processReplaceCase,
  processValidateCase,
  replaceCaseRequest,
  validateCaseRequest,
} from './client'
import { scanList } from './list'
import { lostLeaves } from './lost'

export type Scope =
  | 'baufinanzierung:vorgang:schreiben'
  | 'baufinanzierung:vorgang:lesen'
  | 'baufinanzierung:echtgeschaeft'

export type EuropaceSettings = TokenSettings & {
  apiUrl: string
  datenkontext: 'ECHT_GESCHAEFT' | 'TEST_MODUS'
}
export type EuropaceMeans = {
  /** Milliseconds. */
  timings: { token: number; request: number; connect: number; tokenMargin: number }
  fetch?: Fetch
  now?: () => Date
}

const write = (payload: KundenangabenPayload): readonly Scope[] =>
  payload.importMetadaten.datenkontext === 'ECHT_GESCHAEFT'
    ? ['baufinanzierung:vorgang:schreiben', 'baufinanzierung:echtgeschaeft']
    : ['baufinanzierung:vorgang:schreiben']
const read: readonly Scope[] = ['baufinanzierung:vorgang:lesen']

const unavailable = (reason: string, final: boolean, status?: number): Unavailable => ({
  kind: 'unavailable',
  reason,
  final,
  status,
})
const isUnavailable = (answer: { kind: string }): answer is Unavailable => answer.kind === 'unavailable'

/**
 * Europace as a target of cases. Throws only for an address that is neither https nor this machine; everything
 * else is an outcome.
 */
export function europaceTarget(settings: EuropaceSettings, means: EuropaceMeans) {
  const [apiUrl, tokenUrl] = [secureUrl(settings.apiUrl), secureUrl(settings.tokenUrl)]
  const fetch = means.fetch ?? connectingFetch(means.timings.connect, [apiUrl, tokenUrl])
  const now = means.now ?? (() => new Date())
  const api: Api = { url: apiUrl.href, fetch }
  const tokens = makeTokens<Scope>(settings, { fetch, timings: means.timings, now })
  const contextScopes: readonly Scope[] =
    settings.datenkontext === 'ECHT_GESCHAEFT'
      ? ['baufinanzierung:vorgang:schreiben', 'baufinanzierung:echtgeschaeft']
      : ['baufinanzierung:vorgang:schreiben']

  /** One call within `timings.request` in all, or until the caller's own signal. */
  const called = <T extends { kind: string }>(
    scopes: readonly Scope[],
    traceId: string,
    act: (call: Call) => Promise<T>,
    isUnauthorised: (result: T) => boolean,
    signal: AbortSignal = AbortSignal.timeout(means.timings.request),
  ) => calledWith(tokens, { scopes, traceId, act, isUnauthorised, signal })
  const refused401 = (result: Outcome | { kind: 'accepted' | 'replaced' }) =>
    result.kind === 'rejected' && result.problem.status === 401

  /** A call that reads or tidies up: its failures are told apart only by whether asking again can help. */
  async function availed<T extends { kind: string }>(
    scopes: readonly Scope[],
    traceId: string,
    act: (call: Call) => Promise<T | Unavailable>,
    signal?: AbortSignal,
  ): Promise<T | Unavailable> {
    const result = await called(
      scopes,
      traceId,
      async (call) => ({ kind: 'answered' as const, answer: await act(call) }),
      ({ answer }) => isUnavailable(answer) && answer.reason === 'status401',
      signal,
    )
    switch (result.kind) {
      case 'answered':
        return result.answer
      case 'rejected':
        return unavailable(
          result.problem.reason,
          result.problem.reason === 'tokenScope',
          result.problem.status,
        )
      case 'notSent':
      case 'unknown':
        return unavailable(result.reason, false, result.status)
    }
  }
  const readCase = (vorgangsnummer: string, traceId: string) =>
    availed<ReadBack>(read, traceId, async (call) =>
      processGetCase(await getCaseRequest(api, call, vorgangsnummer)),
    )

  return {
    lookUp: 'list',
    contexts: settings.datenkontext === 'ECHT_GESCHAEFT' ? ['ECHT_GESCHAEFT', 'TEST_MODUS'] : ['TEST_MODUS'],
    async prepare({ payload, traceId }) {
      const answer = await tokens.get(write(payload), traceId)
      return answer.kind === 'token' ? { kind: 'ready' } : answer
    },
    send: ({ payload, traceId }: Sending<KundenangabenPayload>, signal?: AbortSignal) =>
      called(
        write(payload),
        traceId,
        async (call) => processCreateCase(await createCaseRequest(api, call, payload), now()),
        refused401,
        signal,
      ),
    check: ({ payload, traceId }) =>
      called(
        write(payload),
        traceId,
        async (call) => processValidateCase(await validateCaseRequest(api, call, payload), now()),
        refused401,
      ),
    async probe(traceId) {
      // What is asked for is a reading. A client that may only write is still answered by the API, if only with 403.
      const reading = await tokens.get(read, traceId)
      const mayNotRead = reading.kind === 'rejected' && reading.problem.reason === 'tokenScope'
      const answer = mayNotRead ? await tokens.get(contextScopes, traceId) : reading
      if (answer.kind !== 'token') return answer.kind === 'rejected'
      const query = { datenKontext: settings.datenkontext, aenderungSeit: now(), page: 0 }
      const signal = AbortSignal.timeout(means.timings.token)
      try {
        const response = await listCasesRequest(
          api,
          { token: answer.token, traceId, signal, nth: 'first' },
          query,
        )
        await response.body?.cancel()
        return response.status < 500 && response.status !== 429
      } catch (thrown) {
        return outcomeOfThrown(thrown).kind === 'rejected'
      }
    },
    read: ({ vorgangsnummer }, traceId) => readCase(vorgangsnummer, traceId),
    async verify({ vorgangsnummer }, { payload, traceId }) {
      const back = await readCase(vorgangsnummer, traceId)
      return back.kind === 'read'
        ? { kind: 'compared', lost: lostLeaves(payload.kundenangaben, back.document) }
        : back
    },
    replace: ({ vorgangsnummer }, document, traceId) =>
      called(
        contextScopes,
        traceId,
        async (call) =>
          processReplaceCase(await replaceCaseRequest(api, call, vorgangsnummer, document), now()),
        refused401,
      ),
    identify: ({ vorgangsnummer }, traceId) =>
      availed<Identified>(read, traceId, async (call) =>
        processIdentifyCase(await identifyCaseRequest(api, call, vorgangsnummer)),
      ),
    archive: ({ vorgangsnummer }, traceId) =>
      availed<Archived>(contextScopes, traceId, async (call) =>
        processArchiveCase(await archiveCaseRequest(api, call, vorgangsnummer)),
      ),
    scan: (request) =>
      scanList(request, (page, since) => {
        const query = { datenKontext: request.datenkontext, aenderungSeit: since, page }
        const limit = AbortSignal.timeout(means.timings.request)
        return availed<ListPage>(
          read,
          request.traceId,
          async (call) => processListCases(await listCasesRequest(api, call, query)),
          request.signal ? AbortSignal.any([request.signal, limit]) : limit,
        )
      }),
  } satisfies CaseTarget<KundenangabenPayload>
}
