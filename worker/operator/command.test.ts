import { describe, expect, it } from 'vitest'
import { operatorNamed } from '@/lib/delivery/operator/operator'
import type { Shown } from '@/lib/delivery/operator/read'
import { commandOf, help } from './command'
import { ageOf, sentenceOf, showText, table } from './words'

const anna = operatorNamed('anna')
const of = (line: string, as = anna) => commandOf(line === '' ? [] : line.split(' '), as)

describe('commandOf', () => {
  it.each([
    ['', { kind: 'help' }],
    ['retry SA-1 --help', { kind: 'help' }],
    ['list', { kind: 'list' }],
    [
      'list --state dead,NEEDS_FIX --older 15m',
      { kind: 'list', states: ['NEEDS_FIX', 'DEAD'], olderMs: 900_000 },
    ],
    ['show SA-1', { kind: 'show', asked: 'SA-1' }],
    ['show SA-1 --reveal', { kind: 'reveal', asked: 'SA-1', as: { name: 'anna', tenants: 'all' } }],
    ['retry SA-1', { kind: 'retry', asked: 'SA-1', checked: false }],
    ['remap SA-1 --i-have-checked-the-platform', { kind: 'remap', checked: true }],
    ['reassign SA-1 --partner ABC12', { kind: 'reassign', partner: 'ABC12' }],
    [
      'number SA-1 YX4MDU --second bert',
      { kind: 'number', vorgangsnummer: 'YX4MDU', second: { name: 'bert' } },
    ],
    ['keep SA-1 YX4MDU', { kind: 'keep', confirmed: false }],
    ['keep SA-1 YX4MDU --yes', { kind: 'keep', confirmed: true }],
    ['cancel SA-1 --reason doppelt', { kind: 'cancel', reason: 'doppelt' }],
    ['export SA-1 --out a.json', { kind: 'export', out: 'a.json' }],
    ['pdf SA-1 --out a.pdf', { kind: 'pdf', out: 'a.pdf' }],
    ['requeue-dead', { kind: 'requeueDead' }],
    ['number SA-1 Y --i-have-checked-the-platform', { kind: 'number', checked: true }],
    ['duplicates', { kind: 'duplicates' }],
    [
      'after-restore --since 2026-11-21T03:00:00Z',
      { kind: 'afterRestore', since: new Date('2026-11-21T03:00:00Z') },
    ],
  ])('%s', (line, expected) => {
    expect(of(line)).toMatchObject(expected)
  })

  it.each([
    ['show', 'reference'],
    ['retry', 'reference'],
    ['retry SA-1 --as bert', 'Unknown option'],
    ['retri SA-1', 'no command retri'],
    ['reassign SA-1', '--partner'],
    ['number SA-1', 'Vorgangsnummer'],
    ['number SA-1 Y --second <x>', '--second'],
    ['number SA-1 Y --second Anna', 'not you'],
    ['cancel SA-1', '--reason'],
    ['export SA-1', '--out'],
    ['pdf SA-1', '--out'],
    ['after-restore --since yesterday', '--since'],
    ['list --state FOO', '--state'],
    ['list --older soon', '--older'],
    ['list --colour red', 'Unknown option'],
  ])('%s is not understood and says why', (line, word) => {
    const read = of(line)
    expect(read.kind).toBe('wrong')
    expect('sentence' in read && read.sentence).toContain(word)
  })

  it.each([
    ...['reconcile', 'check', 'retry', 'remap', 'cancel', 'export', 'keep', 'number', 'reassign'].map(
      (word) => `${word} SA-1`,
    ),
    'requeue-dead',
    'duplicates',
    'after-restore --since 2026-11-21T03:00:00Z',
    'show SA-1 --reveal',
  ])('%s needs the name of an account', (line) => {
    expect(of(line, null)).toMatchObject({ kind: 'wrong', sentence: expect.stringContaining('account') })
  })

  it('help names every command', () => {
    for (const word of 'list show balance alerts reconcile check retry remap reassign number keep cancel export pdf requeue-dead duplicates after-restore'.split(
      ' ',
    )) {
      expect(help).toMatch(new RegExp(`^ {2}${word}\\b`, 'm'))
    }
  })
})

describe('what a person has to find out at a platform without a look-up', () => {
  const at = new Date('2026-11-21T10:00:00Z')
  const shown: Shown = {
    shown: 'SA-7K4M-Q2XD',
    submissionId: 'id',
    target: 'vorgang',
    externalId: 'SA-EXTERNAL',
    state: 'NEEDS_OPERATOR',
    reason: 'connectionLost',
    acceptedAt: at,
    dueAt: at,
    reference: null,
    toLookFor: { from: at, until: new Date('2026-11-21T10:01:00Z') },
    attempts: [
      {
        attemptNo: 1,
        traceId: 'id-1',
        startedAt: at,
        finishedAt: at,
        outcome: 'unknown',
        status: null,
        reason: 'connectionLost',
      },
    ],
    timeline: [
      { at, type: 'delivery.state', actor: 'worker', detail: { messages: ['x\u001b[2J'], note: 'a\nb' } },
    ],
  }

  it('stands in "show": number of the customer, time, trace id and both decisions', () => {
    const text = showText(shown, at)
    expect(text).toMatch(/^kundennummer +SA-EXTERNAL$/m)
    expect(text).toContain('between 2026-11-21T10:00:00Z and 2026-11-21T10:01:00Z')
    expect(text).toContain('id-1')
    for (const decision of ['number SA-7K4M-Q2XD', 'retry SA-7K4M-Q2XD']) {
      expect(text).toMatch(new RegExp(`${decision}.*--i-have-checked-the-platform`))
    }
    expect(showText({ ...shown, toLookFor: null }, at)).not.toContain('KreditSmart')
  })

  it('no word of a platform or a person steers the terminal', () => {
    const text = showText(shown, at)
    expect(text).toContain('the platform says 1: “x [2J”')
    expect(text).toContain('“a b”')
  })

  it('every refusal there has its sentence', () => {
    for (const why of ['unconfirmed', 'noPartner', 'model', 'otherTarget', 'notConfigured'] as const) {
      expect(sentenceOf(why)).toMatch(/\.$/)
    }
  })
})

describe('words', () => {
  it('say an age in its two largest units, and align columns', () => {
    expect([8_000, 720_000, 7_500_000, 273_600_000].map(ageOf)).toEqual([
      '8 s',
      '12 min',
      '2 h 5 min',
      '3 d 4 h',
    ])
    expect(
      table([
        ['a', 'b'],
        ['long', 'c'],
      ]),
    ).toBe('a     b\nlong  c')
    expect(sentenceOf('unchecked')).toContain('--i-have-checked-the-platform')
  })
})
