import { unstable_isUnrecognizedActionError } from 'next/navigation'
import type { SubmitRequest, SubmitResult } from '@/lib/drafts/protocol'
import type { FormActions } from './contract'

export type Submitted = Exclude<SubmitResult, { kind: 'prove' }> | { kind: 'offline' }

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
    const { proved } = await import('./prove')
    return await proved<Exclude<SubmitResult, { kind: 'prove' }>>(result, (proof) =>
      actions.submitDraft({ ...request, proof }),
    )
  } catch (error) {
    if (unstable_isUnrecognizedActionError(error)) {
      outdated()
      return { kind: 'refused', reason: 'token' }
    }
    return navigator.onLine ? { kind: 'failed', reference: '' } : { kind: 'offline' }
  }
}
