import type { Answer, Call, Json } from './http'

export type Violation = { field: string; message: string }

const titles: { readonly [status: number]: string } = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
}

/** An error of the Kundenangaben API: problem+json; 401 has no body and `WWW-Authenticate`; 429 names no time. */
export function problem(call: Call, status: number, detail: string, violations?: Violation[]): Answer {
  if (status === 401) return unauthorized()
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
    json: {
      type: 'about:blank',
      title: titles[status] ?? 'Error',
      status,
      detail,
      instance: call.path,
      traceId: call.traceId,
      ...(violations ? { violations } : {}),
    },
  }
}

export function unauthorized(): Answer {
  return { status: 401, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
}

/** An error of the Vorgaenge API, which has a form of its own. */
export function vorgaengeError(call: Call, status: number, message: string): Answer {
  if (status === 401) return unauthorized()
  const json: { [key: string]: Json } = {
    message,
    statusCode: status,
    statusMessage: titles[status] ?? 'Error',
    timestamp: new Date().toISOString(),
    traceId: call.traceId,
  }
  return { status, json }
}
