import { EventEmitter } from 'node:events'
import { afterEach, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { handleLast } from './last-resort'

afterEach(() => vi.restoreAllMocks())

it.each(['uncaughtException', 'unhandledRejection'])(
  '%s ends the process with one line that quotes nothing of the error',
  (event) => {
    const said = vi.spyOn(log, 'error').mockImplementation(() => undefined)
    const exit = vi.fn()
    const here = Object.assign(new EventEmitter(), { exit })
    handleLast(here)
    const thrown = Object.assign(new Error('Key (email)=(kanarie@example.org) already exists'), {
      code: '23505',
      detail: 'kanarie@example.org',
    })
    here.emit(event, thrown)
    expect(exit).toHaveBeenCalledExactlyOnceWith(1)
    expect(said).toHaveBeenCalledExactlyOnceWith(
      'worker.failed',
      expect.objectContaining({ errorCode: '23505' }),
    )
    expect(JSON.stringify(said.mock.calls)).not.toContain('kanarie')
  },
)
