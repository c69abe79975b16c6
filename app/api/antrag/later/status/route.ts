import { runAction } from '@/app/antrag/run-action'
import { laterStatus } from '@/lib/drafts/later'
import { answer } from '../../answer'
import { jsonBody } from '../../body'

/** What became of the letter, for whoever holds the draft's secret. */
export async function POST(request: Request): Promise<Response> {
  return answer(await runAction('laterStatus', async (meta) => laterStatus(await jsonBody(request), meta)))
}
