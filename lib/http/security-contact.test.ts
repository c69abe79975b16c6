import { expect, it } from 'vitest'
import { securityText } from './security-contact'

it('security.txt names contact, page and an end less than a year away', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const text = securityText(now)
  expect(text).toMatch(/^Contact: (mailto:|https?:)\S+$/m)
  expect(text).toContain('Policy: http://localhost:3000/sicherheit\n')
  expect(text).toContain('Canonical: http://localhost:3000/.well-known/security.txt\n')
  const end = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')
  expect(end).toBeGreaterThan(now.getTime())
  expect(end).toBeLessThan(now.getTime() + 365 * 86_400_000)
})
