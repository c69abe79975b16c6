import { runAction } from '@/app/antrag/run-action'
import { submitted } from '@/app/antrag/submitted'
import { answer, statusOf } from '../answer'
import { jsonBody } from '../body'

/** Sending behind a fixed URL: when an action's id is unknown to a newer server, or something in between spoils its protocol. */
export async function POST(request: Request): Promise<Response> {
  const result = await runAction('submit', async (meta) => submitted(await jsonBody(request), meta))
  return answer(result, statusOf(result))
}
