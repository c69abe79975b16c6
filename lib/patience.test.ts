import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Overdue, repeating, within } from './patience'

const never = new Promise<never>(() => undefined)
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('within', () => {
  it('settles as what it waits for', async () => {
    await expect(within(1000, Promise.resolve('value'))).resolves.toBe('value')
    await expect(within(1000, Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives up what never settles, and a failure that comes later is nobody’s', async () => {
    const late = new Promise<never>((_done, fail) => setTimeout(() => fail(new Error('late')), 2000))
    const waiting = expect(within(1000, late)).rejects.toBeInstanceOf(Overdue)
    await vi.advanceTimersByTimeAsync(2000)
    await waiting
  })
})

describe('repeating', () => {
  it('goes on after a round that never settles and after one that fails', async () => {
    const rounds = [() => never, () => Promise.reject(new Error('no')), () => Promise.resolve()]
    let begun = 0
    const failed = vi.fn()
    const stop = repeating({
      everyMs: 10,
      mostMs: 500,
      round: () => {
        begun += 1
        return (rounds[begun - 1] ?? (() => Promise.resolve()))()
      },
      failed,
    })
    await vi.advanceTimersByTimeAsync(600)
    expect(begun).toBeGreaterThan(3)
    expect(failed.mock.calls.map(([thrown]) => thrown.constructor.name)).toEqual(['Overdue', 'Error'])
    stop()
    const atStop = begun
    await vi.advanceTimersByTimeAsync(1000)
    expect(begun).toBe(atStop)
  })
})
