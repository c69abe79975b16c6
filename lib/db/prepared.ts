import 'server-only'
import { createHash } from 'node:crypto'
import type { ClientBase } from 'pg'

/** Far more than the code has; a text that were made of data would only not be prepared. */
const mostTexts = 500
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= mostTexts) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 24)
  names.set(text, name)
  return name
}

const isStatement = (given: unknown): given is { text: string; name?: string } =>
  typeof given === 'object' && given !== null && 'text' in given && !('submit' in given)
const someValues = (given: unknown): boolean => Array.isArray(given) && given.length > 0

/**
 * From now on this connection has each statement with parameters parsed and planned once: a delivery has some sixty, always the same. A
 * name follows from the text, so two texts never share one. What has no parameters stays as it is; it may be several commands.
 */
export function prepareEach(client: ClientBase): void {
  const query = client.query.bind(client) as (...all: unknown[]) => unknown
  const named = (first: unknown, ...rest: unknown[]) => {
    const takes = isStatement(first) && !first.name && someValues(rest[0])
    return query(takes ? { ...first, name: nameOf(first.text) } : first, ...rest)
  }
  Object.assign(client, { query: named })
}
