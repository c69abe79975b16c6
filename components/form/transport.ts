import type { Failed, Prove, SaveRequest, SaveResult } from '@/lib/drafts/protocol'
import type { FormActions } from './contract'

/** `offline`: nothing was heard of the server. `tooLarge` also: not sent, since the server takes no body of that size. */
export type Sent = Exclude<SaveResult, Prove> | { kind: 'offline' }
type Answer = Sent | Prove

const SAVE_URL = '/api/antrag/save'
const PATIENCE_MS = 20_000
/** Below the server's 256 kB, because an action's body is wrapped a little. */
const MOST_BYTES = 250_000

/**
 * The server runs another build, which does not know this page's actions. Told by its name, because `next/navigation`, which has the
 * same test, is more script than the whole of this file and its neighbours; e2e/loss.spec.ts deploys such a build.
 */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && error.name === 'UnrecognizedActionError'

function isResult<T extends { kind: string }>(value: unknown): value is T {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

const isTooLarge = (body: string): boolean => new Blob([body]).size > MOST_BYTES

/** A first input may be asked for a proof of work; what makes it loads only then. */
async function proven(request: SaveRequest, send: (request: SaveRequest) => Promise<Answer>): Promise<Sent> {
  const result = await send(request.revision ? request : { ...request, proof: 'able' })
  if (result.kind !== 'prove') return result
  const { proved } = await import('./prove')
  return proved<Sent>(result, (proof) => send({ ...request, proof }))
}

/** The save behind its fixed URL: autosave, and the way out when the server no longer knows an action's id. */
export const saveByUrl = (request: SaveRequest): Promise<Sent> => proven(request, postSave)

const postSave = (request: SaveRequest): Promise<Answer> => byUrl<SaveResult>(SAVE_URL, request)

/**
 * Posts to a fixed URL of ours. What comes without words of ours is an outage when a server says so (5xx, as a proxy does before one
 * that starts), and otherwise somebody's refusal, which is no lost connection.
 */
export async function byUrl<T extends { kind: string }>(
  url: string,
  request: object,
): Promise<T | Failed | { kind: 'offline' } | { kind: 'tooLarge' }> {
  const body = JSON.stringify(request)
  if (isTooLarge(body)) return { kind: 'tooLarge' }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const { status } = response
    const result: unknown = await response.json().catch((broken: unknown) => {
      if (response.ok || status >= 500) throw broken
    })
    return isResult<T>(result) ? result : { kind: 'failed', reference: String(status) }
  } catch {
    return { kind: 'offline' }
  }
}

/** Leaves the page with what was typed last: the browser finishes this request after the page is gone. */
export function saveOnLeaving(request: SaveRequest): void {
  const body = JSON.stringify(request)
  fetch(SAVE_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    // Browsers refuse more than 64 kB of it; without, most of them still send.
    keepalive: body.length < 30_000,
  }).catch(() => undefined)
}

/** Save with an answer page through the server action; `outdated` is called when the action is unknown there. */
export const saveByAction = (
  request: SaveRequest,
  actions: FormActions,
  outdated: () => void,
): Promise<Sent> =>
  proven(request, async (asked) => {
    if (isTooLarge(JSON.stringify(asked))) return { kind: 'tooLarge' }
    try {
      return await (asked.intent === 'load' ? actions.loadStep(asked) : actions.saveStep(asked))
    } catch (error) {
      if (isOutdated(error)) outdated()
      return postSave(asked)
    }
  })
