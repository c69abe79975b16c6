import { expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { quietConsole } from './quiet'

it('what the framework writes to the console is logged by class and place, never with its text', () => {
  const before = { ...console }
  const lines: unknown[] = []
  vi.spyOn(log, 'error').mockImplementation((...line) => void lines.push(line))
  vi.spyOn(log, 'warn').mockImplementation((...line) => void lines.push(line))
  try {
    quietConsole()
    let thrown: unknown
    try {
      JSON.parse('Erika Kanarienvogel')
    } catch (error) {
      thrown = error
    }
    expect(String(thrown)).toContain('Erika')
    console.error(' ⨯', thrown)
    console.warn('x-forwarded-host: Erika')
    console.log('Erika', { name: 'Erika' })
  } finally {
    Object.assign(console, before)
  }
  expect(lines).toHaveLength(2)
  expect(lines[0]).toEqual(['framework', expect.objectContaining({ errorName: 'SyntaxError' })])
  expect(JSON.stringify(lines)).not.toContain('Erika')
})
