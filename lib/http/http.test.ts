import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, isPrivate, pageHeaders } from './headers'
import { type Incoming, maxBodyBytes, refusal } from './protocol'

const setting = { nonce: 'abc', development: false, https: true, frameAncestors: [] }

describe('headers', () => {
  it('let only our own scripts with the nonce run, and nobody frame us', () => {
    const policy = contentSecurityPolicy(setting)
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:/)
    expect(policy).toContain('report-uri /api/csp-report; report-to csp')
    expect(pageHeaders(setting)['Reporting-Endpoints']).toBe('csp="/api/csp-report"')
  })

  it("name a campaign's hosts exactly", () => {
    expect(contentSecurityPolicy({ ...setting, frameAncestors: ['https://a.example'] })).toMatch(
      /frame-ancestors https:\/\/a\.example;/,
    )
  })

  it('promise https only where the product is reached by it', () => {
    expect(pageHeaders(setting)['Strict-Transport-Security']).toMatch(/includeSubDomains/)
    expect(pageHeaders({ ...setting, https: false })['Strict-Transport-Security']).toBeUndefined()
    expect(pageHeaders(setting)['Referrer-Policy']).toBe('same-origin')
  })

  it('know which paths carry what people typed', () => {
    expect(['/antrag', '/antrag/x', '/api/health', '/', '/antragsteller'].filter(isPrivate)).toEqual([
      '/antrag',
      '/antrag/x',
      '/api/health',
    ])
  })
})

const appUrl = 'https://form.example'
const form = {
  origin: 'https://form.example',
  'content-length': '10',
  'content-type': 'multipart/form-data; boundary=x',
}
type Headers = { [name: string]: string | undefined }
const asked = (method: string, headers: Headers, path = '/antrag/a') => {
  const incoming: Incoming = { method, path, appUrl, header: (name) => headers[name] ?? null }
  return refusal(incoming)?.status ?? null
}

describe('protocol gate', () => {
  it('lets pages be read and our forms, actions and saves be posted', () => {
    expect(asked('GET', {})).toBeNull()
    expect(asked('POST', form)).toBeNull()
    expect(
      asked('POST', { ...form, 'next-action': 'a'.repeat(42), 'content-type': 'text/plain;charset=UTF-8' }),
    ).toBeNull()
    expect(asked('POST', { ...form, 'content-type': 'application/json' }, '/api/antrag/save')).toBeNull()
    expect(asked('POST', { ...form, 'content-type': 'text/plain' }, '/api/antrag/save')).toBeNull()
  })

  it.each([
    ['no origin', { ...form, origin: undefined }],
    ['null origin', { ...form, origin: 'null' }],
    ['foreign origin', { ...form, origin: 'https://other.example' }],
    ['another site', { ...form, 'sec-fetch-site': 'cross-site' }],
    ['another host of our site', { ...form, 'sec-fetch-site': 'same-site' }],
    ['a page posted as JSON', { ...form, 'content-type': 'application/json' }],
    ['a page posted url-encoded', { ...form, 'content-type': 'application/x-www-form-urlencoded' }],
    ['multipart without boundary', { ...form, 'content-type': 'multipart/form-data' }],
    ['an action id of another make', { ...form, 'next-action': '../x' }],
    ['subrequest header', { ...form, 'x-middleware-subrequest': 'proxy:proxy' }],
  ])('refuses %s with 403', (_, headers) => {
    expect(asked('POST', headers)).toBe(403)
  })

  it('takes a report of the policy from anybody, and nothing else without Origin', () => {
    const report = { 'content-length': '10', 'content-type': 'application/csp-report' }
    expect(asked('POST', report, '/api/csp-report')).toBeNull()
    expect(
      asked('POST', { ...report, 'content-type': 'application/reports+json' }, '/api/csp-report'),
    ).toBeNull()
    expect(asked('POST', report, '/api/antrag/save')).toBe(403)
    expect(asked('POST', { ...report, 'content-type': 'text/html' }, '/api/csp-report')).toBe(403)
    expect(asked('POST', { ...report, 'content-length': String(maxBodyBytes + 1) }, '/api/csp-report')).toBe(
      413,
    )
  })

  it('refuses other methods, and actions by GET', () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE']) expect(asked(method, form)).toBe(403)
    expect(asked('GET', { 'next-action': 'a'.repeat(42) })).toBe(403)
  })

  it('refuses a path that is no text', () => {
    expect(asked('GET', {}, '/antrag/%E0%A4%A')).toBe(403)
  })

  it('refuses bodies that are too large or of unknown size with 413', () => {
    expect(asked('POST', { ...form, 'content-length': String(maxBodyBytes + 1) })).toBe(413)
    expect(asked('POST', { ...form, 'content-length': undefined })).toBe(413)
    expect(asked('POST', { ...form, 'content-length': '-1' })).toBe(413)
  })
})
