import { unstable_isUnrecognizedActionError } from 'next/navigation'
import type { SaveRequest, SaveResult, SubmitRequest, SubmitResult } from '@/lib/drafts/protocol'
import type { FormActions } from './contract'

/** `offline`: nothing was heard of the server. `tooLarge`: not sent, since the server takes no body of that size. */
export type Sent = SaveResult | { kind: 'offline' } | { kind: 'tooLarge' }
export type Submitted = Exclude<SubmitResult, { kind: 'prove' }> | { kind: 'offline' }

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

/**
 * Hands the draft over. An unknown action id cannot be sent by another way: the page has to be loaded anew. Where a proof of
 * work is asked for, it is made; where none can be made, the request goes again without and is taken all the same.
 */
export async function submitByAction(
  request: SubmitRequest,
  actions: FormActions,
  outdated: () => void,
): Promise<Submitted> {
  try {
    const result = await actions.submitDraft({ ...request, proof: 'able' })
    if (result.kind !== 'prove') return result
    const { solve } = await import('./prove')
    const nonce = await solve(result.challenge, result.bits)
    const proof = nonce === null ? undefined : { challenge: result.challenge, nonce }
    const second = await actions.submitDraft({ ...request, proof })
    return second.kind === 'prove' ? { kind: 'failed', reference: '' } : second
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error)) {
      outdated()
      return { kind: 'refused', reason: 'token' }
    }
    return navigator.onLine ? { kind: 'failed', reference: '' } : { kind: 'offline' }
  }
}
