import { runAction } from '@/app/antrag/run-action'
import type { SaveResult } from '@/lib/drafts/protocol'
import { save } from '@/lib/drafts/service'
import { answer } from '../answer'
import { jsonBody } from '../body'

/** A fault of ours is a result as well: a browser that is leaving can do nothing with a 500. */
function statusOf(result: SaveResult): number {
  switch (result.kind) {
    case 'saved':
    case 'invalid':
    case 'conflict':
    case 'gone':
    case 'sent':
    case 'prove':
    case 'failed':
      return 200
    case 'limited':
      return 429
    case 'tooLarge':
      return 413
    case 'refused':
      return result.reason === 'origin' || result.reason === 'closed' ? 403 : 400
  }
}

/** The save behind a fixed URL (architecture §2.1): autosave, leaving, and when an action's id is unknown. */
export async function POST(request: Request): Promise<Response> {
  const result = await runAction('save', async (meta) => save(await jsonBody(request), meta))
  return answer(result, statusOf(result))
}
