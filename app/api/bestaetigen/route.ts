import { z } from 'zod'
import { runAction } from '@/app/antrag/run-action'
import { answer } from '@/app/api/antrag/answer'
import { jsonBody } from '@/app/api/antrag/body'
import { sameOrigin } from '@/lib/drafts/meta'
import { log } from '@/lib/log'
import { confirmAddress } from '@/lib/submissions/verify'

const asked = z.object({ secret: z.string().min(1).max(200) })

/** The button of the page `/bestaetigen`. */
export async function POST(request: Request): Promise<Response> {
  const result = await runAction('bestaetigen', async (meta) => {
    const read = sameOrigin(meta) ? asked.safeParse(await jsonBody(request)) : null
    if (!read?.success) return null
    const done = await confirmAddress(read.data.secret)
    // Counted in the log alone: whoever guesses costs us the one query that finds nothing.
    if (done.kind === 'closed') log.warn('link.wrong', { route: 'bestaetigen' })
    return done
  })
  return result ? answer(result) : new Response(null, { status: 403 })
}
