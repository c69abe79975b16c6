import 'server-only'
import type { RequestMeta } from '@/lib/drafts/meta'
import type { SubmitResult } from '@/lib/drafts/protocol'
import { submit } from '@/lib/submissions/submit'
import { longDay } from './days'

/** Sends a draft and answers as the form reads it: the same for the action and for the fixed URL. */
export async function submitted(request: unknown, meta: RequestMeta): Promise<SubmitResult> {
  const result = await submit(request, meta)
  if (result.kind !== 'privacyChanged') return result
  const english =
    typeof request === 'object' && request !== null && 'lang' in request && request.lang === 'en'
  return { ...result, privacyDate: longDay(result.privacyDate, english ? 'en' : 'de') }
}
