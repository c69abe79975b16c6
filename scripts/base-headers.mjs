/**
 * Headers of every answer, those included that the framework gives before proxy.ts runs (its redirects of `/a/` and `//a`). The same as
 * `commonHeaders` of lib/http/headers.ts, which a test compares.
 *
 * @param {boolean} https the product is reached by https
 * @returns {Record<string, string>}
 */
export function baseHeaders(https) {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(https && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}
