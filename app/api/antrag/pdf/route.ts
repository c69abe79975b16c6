import { readDraftCookie } from '@/app/antrag/draft-cookie'
import { runAction } from '@/app/antrag/run-action'
import type { PdfFile } from '@/lib/pdf'
import { type CopyResult, copyForPerson } from '@/lib/submissions/copy'
import { answer } from '../answer'
import { jsonBody } from '../body'

function pdf({ name, bytes }: PdfFile): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}

function statusOf(result: Exclude<CopyResult, { kind: 'pdf' }>): number {
  switch (result.kind) {
    case 'gone':
      return 404
    case 'limited':
      return 429
    case 'refused':
      return result.reason === 'origin' ? 403 : 400
  }
}

/** The secret from the body, or, for a page without JavaScript, from its cookie. */
async function secretOf(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return (await readDraftCookie())?.secret
  }
  const body = await jsonBody(request)
  return typeof body === 'object' && body !== null && 'secret' in body ? body.secret : undefined
}

/** The person's copy of what they sent, as PDF. A post, so that no secret stands in a URL. */
export async function POST(request: Request): Promise<Response> {
  const result = await runAction('pdf', async (meta) => copyForPerson(await secretOf(request), meta))
  if (result.kind === 'pdf') return pdf(result.file)
  return answer(result, result.kind === 'failed' ? 200 : statusOf(result))
}
