import { expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { isOwnMachine, makeNotice, mostAddresses, noteAddress, otherHost } from './other-address'

const app = 'https://antrag.example'
const demo = 'http://localhost:3000'

it.each([
  [app, 'antrag.example', null, null],
  [app, 'ANTRAG.example:443', null, null],
  [app, 'www.antrag.example', null, 'www.antrag.example'],
  [app, 'antrag.example:8443', null, 'antrag.example:8443'],
  [app, '203.0.113.7', null, '203.0.113.7'],
  // Behind a proxy: its own name for us says nothing, the one that it passes on does.
  [app, '127.0.0.1:3310', null, null],
  [app, 'app:3000', null, null],
  [app, '10.0.0.7:3000', 'antrag.example', null],
  [app, '127.0.0.1:3310', 'antrag.example, 127.0.0.1:3310', null],
  [app, '127.0.0.1:3310', 'antrag.test', 'antrag.test'],
  [app, '[fd12:3456::1]:3000', null, null],
  [app, null, null, null],
  // A header that holds no name is not repeated.
  [app, 'erika@example.org', null, null],
  [app, 'a b', '"', null],
  // The demo: somebody's phone in the same network, or the same machine by another name, whose pages are another site's.
  [demo, 'localhost:3000', null, null],
  [demo, '127.0.0.1:3000', null, '127.0.0.1:3000'],
  [demo, '192.168.1.5:3000', null, '192.168.1.5:3000'],
  [demo, '[::1]:3000', null, '[::1]:3000'],
])('%s asked for as %s, %s: %s', (appUrl, host, forwarded, other) => {
  expect(otherHost([host, forwarded], appUrl)).toBe(other)
})

it('the demo is what this machine alone opens', () => {
  expect(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'].map(isOwnMachine)).toEqual([
    true,
    true,
    true,
  ])
  expect(
    ['https://antrag.example', 'http://localhost.example', 'http://192.168.1.5'].map(isOwnMachine),
  ).toEqual([false, false, false])
})

it('each address is told once per hour, and twenty of them at most', () => {
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
  let now = 0
  const notice = makeNotice(() => now)
  for (let at = 0; at < 1000; at++) notice(`a${at % 50}.example`)
  expect(warn.mock.calls).toHaveLength(mostAddresses)
  now = 3600_000
  notice('a0.example')
  expect(warn.mock.calls).toHaveLength(mostAddresses + 1)
  expect(warn.mock.calls.at(-1)).toEqual(['page.address', { host: 'a0.example' }])

  warn.mockClear()
  noteAddress('/antrag/musterberatung', ['zweite.example', null], app)
  noteAddress('/', ['dritte.example', null], app)
  noteAddress('/api/health', ['vierte.example', null], app)
  expect(warn.mock.calls).toEqual([['page.address', { host: 'zweite.example' }]])
})
