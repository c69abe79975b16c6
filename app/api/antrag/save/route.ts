import { runAction } from '@/app/antrag/run-action'
import { save } from '@/lib/drafts/service'
import { answer, statusOf } from '../answer'
import { jsonBody } from '../body'

/** The save behind a fixed URL (architecture §2.1): autosave, leaving, and when an action's id is unknown. */
export async function POST(request: Request): Promise<Response> {
  const result = await runAction('save', async (meta) => save(await jsonBody(request), meta))
  return answer(result, statusOf(result))
}
