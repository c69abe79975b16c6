export const dynamic = 'force-dynamic'

/** Live: the process answers. Says nothing of what is behind it. */
export function GET(): Response {
  return Response.json({ status: 'ok' })
}
