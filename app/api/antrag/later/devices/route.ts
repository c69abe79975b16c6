import { runAction } from '@/app/antrag/run-action'
import { devices } from '@/lib/drafts/later'
import { answer } from '../../answer'
import { jsonBody } from '../../body'

/** The devices that can open a draft, for whoever holds its secret; ends one of the others. */
export async function POST(request: Request): Promise<Response> {
  return answer(await runAction('devices', async (meta) => devices(await jsonBody(request), meta)))
}
