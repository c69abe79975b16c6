import 'server-only'
import type { VorgangPayload } from '@/lib/cases/drklein/payload'
import { called } from '@/lib/cases/http/call'
import { connectingFetch, type Fetch, secureUrl } from '@/lib/cases/http/connection'
import { rejected } from '@/lib/cases/http/outcome'
import { makeTokens, type TokenSettings } from '@/lib/cases/http/token'
import type { CaseTarget } from '@/lib/cases/target'
import { type PartnerKeys, withPartnerKeys } from './body'
import { createCaseRequest, processCreateCase } from './client'
import { partnerKeys, production, scope } from './names'

export type DrkleinSettings = TokenSettings & {
  apiUrl: string
  /** The same host makes real cases and development cases, so nobody may leave this open. */
  environment: 'PRODUCTION' | 'development'
  /** Value of the POST's header only, as the document's example contradicts its text; the body is always JSON. */
  contentType?: string
  /** Absent: as in the document's example. */
  partnerKeys?: Partial<PartnerKeys>
}
export type DrkleinMeans = {
  /** Milliseconds. */
  timings: { token: number; request: number; connect: number; tokenMargin: number }
  fetch?: Fetch
  now?: () => Date
}

const usualType = 'application/json; charset=utf-8'

/**
 * Dr. Klein Ratenkredit as a target of cases (ratenkredit.md §1, §2): one POST, and nothing else that could be asked. A case whose
 * creation is uncertain therefore goes to a person. Throws only for an address that is neither https nor this machine.
 */
export function vorgangTarget(settings: DrkleinSettings, means: DrkleinMeans) {
  const [apiUrl, tokenUrl] = [secureUrl(settings.apiUrl), secureUrl(settings.tokenUrl)]
  const fetch = means.fetch ?? connectingFetch(means.timings.connect, [apiUrl, tokenUrl])
  const now = means.now ?? (() => new Date())
  const api = { url: apiUrl.href, contentType: settings.contentType ?? usualType, fetch }
  const keys = { ...partnerKeys, ...settings.partnerKeys }
  const tokens = makeTokens<typeof scope>(settings, { fetch, timings: means.timings, now })
  const scopes = [scope] as const

  /** A real case needs the submission and the installation to say so; what was filled in as a trial never becomes one. */
  const isMisplaced = ({ environment }: VorgangPayload) =>
    environment === production.value && settings.environment !== production.value

  return {
    lookUp: 'none',
    async prepare({ payload, traceId }) {
      if (isMisplaced(payload)) return misplaced()
      const answer = await tokens.get(scopes, traceId)
      return answer.kind === 'token' ? { kind: 'ready' } : answer
    },
    async send({ payload, traceId }, signal = AbortSignal.timeout(means.timings.request)) {
      if (isMisplaced(payload)) return misplaced()
      const isProduction = payload.environment === production.value
      const body = withPartnerKeys(payload.body, keys)
      return called(tokens, {
        scopes,
        traceId,
        act: async (call) => processCreateCase(await createCaseRequest(api, call, isProduction, body), now()),
        isUnauthorised: (result) => result.kind === 'rejected' && result.problem.status === 401,
        signal,
      })
    },
    /**
     * A new token: this API has no request that changes nothing, and every POST makes a case. So only the token endpoint, which is on
     * the same host, says whether anybody is there; the first real POST is the true trial.
     */
    async probe(traceId) {
      return (await tokens.renew(scopes, traceId)).kind !== 'notSent'
    },
  } satisfies CaseTarget<VorgangPayload>
}

const misplaced = () => rejected('access', 'environment')
