import type { SubmitRequest, SubmitResult } from '@/lib/drafts/protocol'
import type { FormActions } from './contract'
import { byUrl, isOutdated } from './transport'

type Answer = SubmitResult | { kind: 'offline' } | { kind: 'tooLarge' }
export type Submitted = Exclude<Answer, { kind: 'prove' }>

const SUBMIT_URL = '/api/antrag/submit'

/**
 * Hands the draft over, through the action or, where that cannot be reached or is unknown to a newer server, behind its fixed URL;
 * both may have arrived, one submission comes of it. Where a proof of work is asked for, it is made; where none can be made, the
 * request goes again without and is taken all the same.
 */
export async function submitDraft(
  request: SubmitRequest,
  actions: FormActions,
  outdated: () => void,
): Promise<Submitted> {
  const ask = async (asked: SubmitRequest): Promise<Answer> => {
    try {
      return await actions.submitDraft(asked)
    } catch (error) {
      if (isOutdated(error)) outdated()
      return byUrl<SubmitResult>(SUBMIT_URL, asked)
    }
  }
  const result = await ask({ ...request, proof: 'able' })
  if (result.kind !== 'prove') return result
  const { proved } = await import('./prove')
  return proved<Submitted>(result, (proof) => ask({ ...request, proof }))
}
