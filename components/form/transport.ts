import { unstable_isUnrecognizedActionError } from 'next/navigation'
import type { SaveRequest, SaveResult, SubmitRequest, SubmitResult } from '@/lib/drafts/protocol'
import type { FormActions } from './contract'

/** `offline`: nothing was heard of the server. `newer`: saved, but the page's script is older than the server. */
export type Sent = SaveResult | { kind: 'offline' }
export type Submitted = SubmitResult | { kind: 'offline' }

const SAVE_URL = '/api/antrag/save'
const PATIENCE_MS = 20_000

function isResult(value: unknown): value is SaveResult {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

/** The save behind its fixed URL: autosave, and the way out when the server no longer knows an action's id. */
export async function saveByUrl(request: SaveRequest): Promise<Sent> {
  try {
    const response = await fetch(SAVE_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
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
  try {
    return await (request.intent === 'load' ? actions.loadStep(request) : actions.saveStep(request))
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error)) outdated()
    return saveByUrl(request)
  }
}

/** Hands the draft over. An unknown action id cannot be sent by another way: the page has to be loaded anew. */
export async function submitByAction(
  request: SubmitRequest,
  actions: FormActions,
  outdated: () => void,
): Promise<Submitted> {
  try {
    return await actions.submitDraft(request)
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error)) {
      outdated()
      return { kind: 'refused', reason: 'token' }
    }
    return navigator.onLine ? { kind: 'failed', reference: '' } : { kind: 'offline' }
  }
}
