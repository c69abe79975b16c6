import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SaveRequest } from '@/lib/drafts/protocol'
import type { FieldView, StepView } from '@/lib/forms/engine/view'
import { type SaveState, Session } from './session'
import type { Sent } from './transport'
import type { Values } from './values'

const field = (key: string, raw: string): FieldView => ({
  key,
  kind: 'text',
  label: [{ text: key }],
  required: true,
  raw,
})

const view: StepView = {
  kind: 'step',
  form: 'f',
  formVersion: 1,
  length: 'short',
  lang: 'de',
  env: { length: 'short', lang: 'de', today: '2026-11-21' },
  page: 'eins',
  title: 'Eins',
  heading: 'Eins',
  progress: { at: 1, of: 2 },
  back: null,
  next: { page: 'zwei', title: 'Zwei' },
  fields: [field('a', '')],
  groups: [],
  folds: [],
  figures: [],
  context: {},
  errors: [],
  warnings: [],
}
const draft = {
  secret: 'geheim',
  revision: 1,
  savedAt: '2026-11-21T13:32:00Z',
  expiresAt: '2026-11-22T13:32:00Z',
}
const saved: Sent = { kind: 'saved', draft }

function setUp(answer: (request: SaveRequest) => Promise<Sent> = async () => saved) {
  const sent: SaveRequest[] = []
  const left: SaveRequest[] = []
  const begun: string[] = []
  const states: SaveState[] = []
  const send = (request: SaveRequest) => {
    sent.push(request)
    return answer(request)
  }
  const session = new Session({
    token: () => 't',
    lang: 'de',
    byUrl: send,
    byAction: send,
    onLeaving: (request) => left.push(request),
    read: () => undefined,
    onBegun: (secret) => begun.push(secret),
    onDraft: () => undefined,
    onSave: (state) => states.push(state),
    onAutosaved: () => undefined,
  })
  session.open(view, 'eins')
  return { session, sent, left, states, begun }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('an answer that moves others', () => {
  const move = (values: Values): Values => ({ ...values, a: '', b: values.a ?? '' })
  const fields = [field('kind', 'ONE'), field('a', 'x'), field('b', '')]
  const open = () => {
    const world = setUp()
    world.session.open({ ...view, fields }, 'eins')
    return world
  }

  it('moves on the server too, so only itself is sent', async () => {
    const { session, sent } = open()
    session.changed({ kind: 'TWO', a: '', b: 'x' }, { key: 'kind', move })
    await session.autosave()
    expect(sent[0]?.changes).toEqual([{ key: 'kind', from: 'ONE', to: 'TWO' }])
    expect(session.isKnown('b')).toBe(true)
  })

  it('moves nothing once it is again what the server has', async () => {
    const { session, sent } = open()
    session.changed({ kind: 'TWO', a: '', b: 'x' }, { key: 'kind', move })
    session.changed({ kind: 'ONE', a: 'y', b: '' }, { key: 'kind', move: (values) => values })
    await session.autosave()
    expect(sent[0]?.changes).toEqual([{ key: 'a', from: 'x', to: 'y' }])
  })

  it('counts as it was last, however often it changed before a save', async () => {
    const { session, sent } = open()
    session.changed({ kind: 'TWO', a: '', b: 'x' }, { key: 'kind', move })
    session.changed({ kind: 'SIX', a: 'y', b: 'x' }, { key: 'kind', move: (values) => values })
    await session.autosave()
    expect(sent[0]?.changes).toEqual([
      { key: 'kind', from: 'ONE', to: 'SIX' },
      { key: 'a', from: 'x', to: 'y' },
      { key: 'b', from: null, to: 'x' },
    ])
  })

  it('moves beside what the server says of another answer while the save is under way', async () => {
    const { session, sent } = open()
    session.changed({ kind: 'TWO', a: '', b: 'x' }, { key: 'kind', move })
    const saving = session.autosave()
    session.learn('c', 'said by the server')
    await saving
    await session.autosave()
    expect(sent).toHaveLength(1)
    expect(session.isKnown('c')).toBe(true)
    expect(session.isKnown('b')).toBe(true)
  })

  it('goes on moving what a save has stored meanwhile', async () => {
    const { session, sent } = open()
    session.changed({ kind: 'TWO', a: '', b: 'x' }, { key: 'kind', move })
    const saving = session.autosave()
    await Promise.resolve()
    const back = (values: Values): Values => ({ ...values, a: values.b ?? '', b: '' })
    session.changed({ kind: 'ONE', a: 'x', b: '' }, { key: 'kind', move: back })
    await saving
    await session.autosave()
    expect(sent[1]?.changes).toEqual([{ key: 'kind', from: 'TWO', to: 'ONE' }])
  })
})

describe('autosave', () => {
  it('saves within a second after the last key and only what differs', async () => {
    const { session, sent, states, begun } = setUp()
    session.changed({ a: 'x' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(begun).toEqual([expect.stringMatching(/^[a-z0-9]{64}$/)])
    expect(sent).toEqual([
      {
        token: 't',
        secret: begun[0],
        revision: 0,
        page: 'eins',
        intent: 'autosave',
        lang: 'de',
        changes: [{ key: 'a', from: null, to: 'x' }],
      },
    ])
    expect(states.at(-1)).toEqual({ kind: 'saved', at: draft.savedAt })
    session.changed({ a: 'x' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(sent).toHaveLength(1)
  })

  it('saves at least every two seconds while somebody keeps typing', async () => {
    const { session, sent } = setUp()
    for (let key = 1; key <= 10; key += 1) {
      session.changed({ a: 'x'.repeat(key) })
      await vi.advanceTimersByTimeAsync(400)
    }
    expect(sent.length).toBeGreaterThanOrEqual(2)
    expect(sent.length).toBeLessThanOrEqual(3)
  })

  it('saves what was typed before a load of the same page was answered', async () => {
    const { session, sent } = setUp()
    session.changed({ a: 'x' })
    await session.send('load', 'eins', { still: true })
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.map(({ intent }) => intent)).toEqual(['load', 'autosave'])
    expect(sent[1]?.changes).toEqual([{ key: 'a', from: null, to: 'x' }])
  })

  it('sends secret and revision once it has them', async () => {
    const { session, sent } = setUp()
    session.changed({ a: 'x' })
    await session.autosave()
    session.changed({ a: 'xy' })
    await session.autosave()
    expect(sent[1]).toMatchObject({
      secret: 'geheim',
      revision: 1,
      changes: [{ key: 'a', from: 'x', to: 'xy' }],
    })
  })
})

describe('one save after the other', () => {
  it('waits for the save under way and then sends what is new since', async () => {
    const waiting: ((result: Sent) => void)[] = []
    const { session, sent } = setUp(() => new Promise((resolve) => waiting.push(resolve)))
    session.changed({ a: 'x' })
    const first = session.autosave()
    await vi.advanceTimersByTimeAsync(0)
    session.changed({ a: 'xy' })
    const next = session.send('next')
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toHaveLength(1)
    waiting[0]?.(saved)
    await first
    await vi.advanceTimersByTimeAsync(0)
    expect(sent[1]).toMatchObject({
      intent: 'next',
      secret: 'geheim',
      changes: [{ key: 'a', from: 'x', to: 'xy' }],
    })
    waiting[1]?.(saved)
    await expect(next).resolves.toEqual(saved)
  })
})

describe('trouble', () => {
  it('keeps what is typed as unsaved when nothing was heard of the server', async () => {
    const { session, sent, states } = setUp(async () => ({ kind: 'offline' }))
    session.changed({ a: 'x' })
    await session.autosave()
    expect(states.at(-1)).toEqual({ kind: 'unsaved' })
    await session.autosave()
    expect(sent[1]?.changes).toEqual([{ key: 'a', from: null, to: 'x' }])
  })

  it('sends what was too large no more once it is shortened', async () => {
    const { session, sent } = setUp(async () => ({ kind: 'tooLarge' }))
    session.changed({ a: 'x'.repeat(300_000) })
    await session.autosave()
    session.changed({ a: 'x' })
    await session.autosave()
    expect(sent[1]?.changes).toEqual([{ key: 'a', from: null, to: 'x' }])
  })

  it('begins a new draft with all of the page when the old one is gone', async () => {
    const answers: Sent[] = [saved, { kind: 'gone' }, saved]
    const { session, sent, begun } = setUp(async () => answers.shift() ?? saved)
    session.changed({ a: 'x' })
    await session.autosave()
    session.changed({ a: 'xy' })
    await session.autosave()
    await session.autosave()
    expect(sent[2]).toMatchObject({ secret: begun[1], revision: 0 })
    expect(new Set(begun).size).toBe(2)
    expect(sent[2]?.changes).toEqual([{ key: 'a', from: null, to: 'xy' }])
  })

  it("sends the value of this window again once the other window's is known", async () => {
    const answers: Sent[] = [
      { kind: 'conflict', draft, conflicts: [{ key: 'a', label: 'A', mine: 'x', theirs: 'y' }] },
    ]
    const { session, sent } = setUp(async () => answers.shift() ?? saved)
    session.changed({ a: 'x' })
    await session.autosave()
    session.know({ a: 'y' })
    await session.autosave()
    expect(sent[1]?.changes).toEqual([{ key: 'a', from: 'y', to: 'x' }])
  })
})

describe('leaving', () => {
  it('flushes what is new without waiting, and nothing when all is saved', async () => {
    const { session, left } = setUp()
    session.leave()
    expect(left).toHaveLength(0)
    session.changed({ a: 'x' })
    session.leave()
    expect(left[0]?.changes).toEqual([{ key: 'a', from: null, to: 'x' }])
  })

  it('says what may be stored already when a save is under way or was never answered', async () => {
    const { session, left, sent } = setUp(() => new Promise(() => undefined))
    session.changed({ a: 'x' })
    void session.autosave()
    await vi.advanceTimersByTimeAsync(0)
    session.changed({ a: 'xy' })
    session.leave()
    expect(left[0]?.changes).toEqual([{ key: 'a', from: null, to: 'xy', sent: 'x' }])
    expect(left[0]?.secret).toBe(sent[0]?.secret)
    expect(left[0]?.revision).toBe(0)
  })

  it('tries again by itself until a server that was gone is back, and no later than the next key asks for', async () => {
    let up = false
    const { session, sent } = setUp(async () => (up ? saved : { kind: 'offline' }))
    session.changed({ a: 'x' })
    await vi.advanceTimersByTimeAsync(800)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent).toHaveLength(2)
    session.changed({ a: 'xy' })
    await vi.advanceTimersByTimeAsync(800)
    expect(sent).toHaveLength(3)
    up = true
    await vi.advanceTimersByTimeAsync(5_000)
    expect(sent.map(({ changes }) => changes[0]?.to)).toEqual(['x', 'x', 'xy', 'xy'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(4)
  })
})

describe('a draft', () => {
  it('begins with the first input, before anything is sent', () => {
    const { session, begun, sent } = setUp()
    session.start()
    expect(begun).toEqual([])
    session.changed({ a: 'x' })
    session.changed({ a: 'xy' })
    expect(begun).toHaveLength(1)
    expect(sent).toEqual([])
  })

  it('takes the place of none that the window had before and has not yet looked for', () => {
    const { session, begun } = setUp()
    session.changed({ a: 'x' })
    expect(begun).toEqual([])
    session.adopt(draft)
    session.start()
    expect(begun).toEqual([])
    expect(session.mark).toMatchObject({ secret: draft.secret })
  })

  it('begins as soon as it is known that there was none', () => {
    const { session, begun } = setUp()
    session.changed({ a: 'x' })
    session.start()
    expect(begun).toHaveLength(1)
  })
})
