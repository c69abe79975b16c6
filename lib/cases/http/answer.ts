import 'server-only'
import { type Failure, outcomeOfStatus, type Refusals } from './outcome'

/** Answers are small; a body beyond this is not one of ours. */
const mostBytes = 4 * 1024 * 1024

class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong'
}

/** The body to its end as text. Throws when the connection breaks off or the body is too long to be an answer. */
export async function textOf(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length
    if (length > mostBytes) {
      await reader?.cancel()
      throw new BodyTooLong(`The answer is longer than ${mostBytes} bytes`)
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** undefined: not JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An answer that is not the expected success; only its status is certain when the body breaks off. */
export async function refusal(refusals: Refusals, response: Response, now: Date): Promise<Failure> {
  const body = await textOf(response).catch(() => '')
  return outcomeOfStatus(refusals, response.status, response.headers.get('retry-after'), body, now)
}
