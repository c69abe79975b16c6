import { runAction } from '@/app/antrag/run-action'
import { discard } from '@/lib/drafts/later'
import { answer } from '../answer'
import { jsonBody } from '../body'

/** "Entwurf löschen". */
export async function POST(request: Request): Promise<Response> {
  return answer(await runAction('discard', async (meta) => discard(await jsonBody(request), meta)))
}
