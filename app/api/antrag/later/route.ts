import { runAction } from '@/app/antrag/run-action'
import { askLater } from '@/lib/drafts/later'
import { answer } from '../answer'
import { jsonBody } from '../body'

/** "Später weitermachen": keeps the draft and has a link mailed. */
export async function POST(request: Request): Promise<Response> {
  return answer(await runAction('later', async (meta) => askLater(await jsonBody(request), meta)))
}
