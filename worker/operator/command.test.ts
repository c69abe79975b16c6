import { describe, expect, it } from 'vitest'
import { commandOf, help } from './command'
import { ageOf, sentenceOf, table } from './words'

const of = (line: string) => commandOf(line === '' ? [] : line.split(' '))

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
    ['show SA-1 --reveal --as anna', { kind: 'reveal', asked: 'SA-1', as: { name: 'anna', tenants: 'all' } }],
    ['retry SA-1 --as anna', { kind: 'retry', asked: 'SA-1', checked: false }],
    ['remap SA-1 --as anna --i-have-checked-the-platform', { kind: 'remap', checked: true }],
    ['reassign SA-1 --partner ABC12 --as anna', { kind: 'reassign', partner: 'ABC12' }],
    [
      'number SA-1 YX4MDU --as anna --second bert',
      { kind: 'number', vorgangsnummer: 'YX4MDU', second: { name: 'bert' } },
    ],
    ['keep SA-1 YX4MDU --as anna', { kind: 'keep', confirmed: false }],
    ['keep SA-1 YX4MDU --as anna --yes', { kind: 'keep', confirmed: true }],
    ['cancel SA-1 --reason doppelt --as anna', { kind: 'cancel', reason: 'doppelt' }],
    ['export SA-1 --out a.json --as anna', { kind: 'export', out: 'a.json' }],
    ['pdf SA-1 --out a.pdf --as anna', { kind: 'pdf', out: 'a.pdf' }],
    ['requeue-dead --as anna', { kind: 'requeueDead' }],
    ['duplicates --as anna', { kind: 'duplicates' }],
    [
      'after-restore --since 2026-11-21T03:00:00Z --as anna',
      { kind: 'afterRestore', since: new Date('2026-11-21T03:00:00Z') },
    ],
  ])('%s', (line, expected) => {
    expect(of(line)).toMatchObject(expected)
  })

  it.each([
    ...['reconcile', 'check', 'retry', 'remap', 'cancel', 'export', 'keep', 'number', 'reassign'].map(
      (word): [string, string] => [`${word} SA-1`, '--as'],
    ),
    ['requeue-dead', '--as'],
    ['duplicates', '--as'],
    ['after-restore --since 2026-11-21T03:00:00Z', '--as'],
    ['show SA-1 --reveal', '--as'],
    ['show', 'reference'],
    ['retry --as anna', 'reference'],
    ['retry SA-1 --as <script>', '--as'],
    ['retri SA-1 --as anna', 'no command retri'],
    ['reassign SA-1 --as anna', '--partner'],
    ['number SA-1 --as anna', 'Vorgangsnummer'],
    ['number SA-1 Y --second <x> --as anna', '--second'],
    ['cancel SA-1 --as anna', '--reason'],
    ['export SA-1 --as anna', '--out'],
    ['pdf SA-1 --as anna', '--out'],
    ['after-restore --since yesterday --as anna', '--since'],
    ['list --state FOO', '--state'],
    ['list --older soon', '--older'],
    ['list --colour red', 'Unknown option'],
  ])('%s is not understood and says why', (line, word) => {
    const read = of(line)
    expect(read.kind).toBe('wrong')
    expect('sentence' in read && read.sentence).toContain(word)
  })

  it('help names every command', () => {
    for (const word of 'list show balance alerts reconcile check retry remap reassign number keep cancel export pdf requeue-dead duplicates after-restore'.split(
      ' ',
    )) {
      expect(help).toMatch(new RegExp(`^ {2}${word}\\b`, 'm'))
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
