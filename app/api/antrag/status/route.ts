import { runAction } from '@/app/antrag/run-action'
import { sameOrigin } from '@/lib/drafts/meta'
import type { Receipt } from '@/lib/drafts/protocol'
import { receiptFor } from '@/lib/submissions/receipt'
import { answer } from '../answer'
import { jsonBody } from '../body'

type Status =
  | Pick<Receipt, 'state' | 'vorgangsnummer' | 'mailSent' | 'mailWithheld' | 'mailConfirmed'>
  | { state: 'unknown' }

async function statusOf(body: unknown): Promise<Status> {
  const secret = typeof body === 'object' && body !== null && 'secret' in body ? body.secret : undefined
  const receipt = typeof secret === 'string' ? await receiptFor(secret) : null
  if (!receipt) return { state: 'unknown' }
  const { state, vorgangsnummer, mailSent, mailWithheld, mailConfirmed } = receipt
  return { state, vorgangsnummer, mailSent, mailWithheld, mailConfirmed }
}

/** How far a sent enquiry is, for whoever holds its secret; an unknown secret looks like an erased one. */
export async function POST(request: Request): Promise<Response> {
  const result = await runAction('status', async (meta): Promise<Status | null> => {
    return sameOrigin(meta) ? statusOf(await jsonBody(request)) : null
  })
  return result ? answer(result) : new Response(null, { status: 403 })
}
