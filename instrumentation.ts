/** A server without a good environment or the right schema must not answer at all: it ends with a sentence. */
export async function register(): Promise<void> {
  // A constant of the build, not of the environment: keeps Node-only modules out of other bundles.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startServer } = await import('@/lib/http/start')
  await startServer()
}

/** What rendering throws is logged by class and place; the digest is the number that the page shows. */
export async function onRequestError(
  thrown: unknown,
  request: { method: string },
  context: { routePath: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { errorFields, log } = await import('@/lib/log')
  const digest =
    typeof thrown === 'object' && thrown !== null && 'digest' in thrown ? thrown.digest : undefined
  log.error('page.failed', {
    reference: typeof digest === 'string' ? digest : undefined,
    method: request.method,
    route: context.routePath,
    ...errorFields(thrown),
  })
}
