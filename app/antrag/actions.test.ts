import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { loadStep, lookupPlz, postStep, saveStep, submitDraft } from './actions'

const sent = vi.hoisted(() => ({ headers: new Map<string, string>() }))
vi.mock('next/headers', () => ({
  headers: async () => ({ get: (name: string) => sent.headers.get(name) ?? null }),
  cookies: async () => {
    throw new Error('A refused action looks at no cookie')
  },
}))

const ours = { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
const refused: readonly (readonly [string, Record<string, string>])[] = [
  ['no Origin', { host: ours.host }],
  ['Origin null', { ...ours, origin: 'null' }],
  ['Origin of another host', { ...ours, origin: 'https://evil.example' }],
  ['Origin of another port', { ...ours, origin: 'http://localhost:3001' }],
  ['another site', { ...ours, 'sec-fetch-site': 'cross-site' }],
  ['another host of our site', { ...ours, 'sec-fetch-site': 'same-site' }],
  [
    'a forwarded host that fits',
    { ...ours, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ],
]

const body = { token: 'a.b', lang: 'de' }
const calls: Readonly<Record<string, () => Promise<unknown>>> = {
  saveStep: () => saveStep(body),
  loadStep: () => loadStep(body),
  submitDraft: () => submitDraft(body),
  lookupPlz: () => lookupPlz('50667'),
  // A framework's redirect is thrown; where it leads stands in its digest.
  postStep: () => postStep(new FormData()).catch((thrown: { digest?: string }) => thrown.digest),
}

describe.each(refused)('%s', (_, headers) => {
  it.each([
    ['saveStep', { kind: 'refused', reason: 'origin' }],
    ['loadStep', { kind: 'refused', reason: 'origin' }],
    ['submitDraft', { kind: 'refused', reason: 'origin' }],
    ['lookupPlz', { towns: [] }],
    ['postStep', expect.stringContaining(';/;')],
  ] as const)('is refused by %s itself, without any gate in front', async (name, answer) => {
    sent.headers = new Map(Object.entries(headers))
    expect(await calls[name]?.()).toEqual(answer)
  })
})

it('a page of ours passes that check', async () => {
  sent.headers = new Map(Object.entries(ours))
  expect(await calls.saveStep?.()).toEqual({ kind: 'refused', reason: 'shape' })
  expect(await calls.lookupPlz?.()).toEqual({ towns: ['Köln'], state: 'Nordrhein-Westfalen' })
})

it('these are all actions there are', () => {
  const source = readFileSync(new URL('actions.ts', import.meta.url), 'utf8')
  const names = [...source.matchAll(/^export async function (\w+)/gm)].map((match) => match[1])
  expect(names.sort()).toEqual(Object.keys(calls).sort())
})
