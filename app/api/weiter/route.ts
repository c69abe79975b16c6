import { z } from 'zod'
import { runAction } from '@/app/antrag/run-action'
import { answer } from '@/app/api/antrag/answer'
import { jsonBody } from '@/app/api/antrag/body'
import { sameOrigin } from '@/lib/drafts/meta'
import { eraseByLink, look, openLink, renew, restoreByLink } from '@/lib/drafts/resume'
import { log } from '@/lib/log'

const asked = z.object({
  act: z.enum(['look', 'open', 'erase', 'restore', 'renew']),
  secret: z.string().min(1).max(200),
})

async function run({ act, secret }: z.infer<typeof asked>) {
  switch (act) {
    case 'look':
      return look(secret)
    case 'open':
      return openLink(secret)
    case 'erase':
      return eraseByLink(secret)
    case 'restore':
      return restoreByLink(secret)
    case 'renew':
      await renew(secret)
      return { kind: 'renewed' as const }
  }
}

/** What the buttons of the page `/weiter` do; nothing here happens by a GET. */
export async function POST(request: Request): Promise<Response> {
  const result = await runAction('weiter', async (meta) => {
    const read = sameOrigin(meta) ? asked.safeParse(await jsonBody(request)) : null
    if (!read?.success) return null
    const done = await run(read.data)
    // Counted in the log alone: whoever guesses costs us the one query that finds nothing.
    if (done.kind === 'closed') log.warn('link.wrong', { route: 'weiter' })
    return done
  })
  return result ? answer(result) : new Response(null, { status: 403 })
}
