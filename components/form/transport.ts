import { unstable_isUnrecognizedActionError } from 'next/navigation'
import type { SaveRequest, SaveResult } from '@/lib/drafts/protocol'
import type { FormActions } from './contract'

/** `offline`: nothing was heard of the server. `tooLarge` also: not sent, since the server takes no body of that size. */
export type Sent = SaveResult | { kind: 'offline' }

const SAVE_URL = '/api/antrag/save'
const PATIENCE_MS = 20_000
/** Below the server's 256 kB, because an action's body is wrapped a little. */
const MOST_BYTES = 250_000

function isResult(value: unknown): value is SaveResult {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

const isTooLarge = (body: string): boolean => new Blob([body]).size > MOST_BYTES

/** The save behind its fixed URL: autosave, and the way out when the server no longer knows an action's id. */
export async function saveByUrl(request: SaveRequest): Promise<Sent> {
  const body = JSON.stringify(request)
  if (isTooLarge(body)) return { kind: 'tooLarge' }
  try {
    const response = await fetch(SAVE_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const result: unknown = await response.json()
    return isResult(result) ? result : { kind: 'failed', reference: String(response.status) }
  } catch {
    return { kind: 'offline' }
  }
}

/** Leaves the page with what was typed last: the browser finishes this request after the page is gone. */
export function saveOnLeaving(request: SaveRequest): void {
  fetch(SAVE_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    keepalive: true,
  }).catch(() => undefined)
}

/** Save with an answer page through the server action; `outdated` is called when the action is unknown there. */
export async function saveByAction(
  request: SaveRequest,
  actions: FormActions,
  outdated: () => void,
): Promise<Sent> {
  if (isTooLarge(JSON.stringify(request))) return { kind: 'tooLarge' }
  try {
    return await (request.intent === 'load' ? actions.loadStep(request) : actions.saveStep(request))
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error)) outdated()
    return saveByUrl(request)
  }
}
