import 'server-only'
import { maxBodyBytes } from '@/lib/http/protocol'

/** The JSON of a request; undefined when it is too large or no JSON. Never throws. */
export async function jsonBody(request: Request, maxBytes = maxBodyBytes): Promise<unknown> {
  try {
    const text = await request.text()
    return Buffer.byteLength(text) > maxBytes ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
