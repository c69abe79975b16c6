import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'

/** What an endpoint answers; `json` is sent as JSON, `text` as it is. Nothing here knows a fault. */
export type Answer = {
  status: number
  headers?: Record<string, string>
  json?: unknown
  text?: string
}

/** A request whose body has been read to its end. `body` is undefined when it is not JSON. */
export type Call = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  /** The caller's `X-TraceId`, else one of the platform's own: every answer bears one. */
  traceId: string
  raw: string
  body: unknown
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

export const jsonSchema: z.ZodType<Json> = z.json()

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether the body is announced as JSON; a charset behind it does not matter. */
export const isJson = ({ headers }: Call, type = 'application/json'): boolean =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase() === type

const LIMIT = 20 * 1024 * 1024

/** Reads the whole request; a body above 20 MB is cut there, which makes its JSON unreadable. */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part))
    size += bytes.length
    if (size <= LIMIT) parts.push(bytes)
  }
  const raw = Buffer.concat(parts).toString('utf8')
  const url = new URL(request.url ?? '/', 'http://sandbox')
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    traceId: headers['x-traceid'] || randomUUID(),
    raw,
    body: parsed(raw),
  }
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

/** Writes an answer. `cut` sends the announced length but only half of the body and then resets the connection. */
export function writeAnswer(
  response: ServerResponse,
  answer: Answer,
  traceId: string,
  options: { cut?: boolean; at?: number } = {},
): void {
  const body = answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json))
  const bytes = Buffer.from(body, 'utf8')
  const headers: Record<string, string> = { 'Content-Length': String(bytes.length) }
  if (answer.json !== undefined) headers['Content-Type'] = 'application/json;charset=UTF-8'
  headers['X-TraceId'] = traceId
  if (options.at !== undefined) headers.Date = new Date(options.at).toUTCString()
  response.writeHead(answer.status, { ...headers, ...answer.headers })
  if (options.cut) {
    response.write(bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2))), () =>
      response.socket?.resetAndDestroy(),
    )
    return
  }
  response.end(bytes)
}
