import 'server-only'
import { type Fetch, HeldBack } from '@/lib/cases/http/connection'
import { outcomeOfThrown } from '@/lib/cases/http/outcome'
import type { Turns } from './gate'
import type { GateResult } from './types'

/**
 * A `Fetch` whose every request takes a turn and whose every answer is told to the gate, in this one place (trust §2.5). Only the
 * POST that creates a case takes none: `gate.pass('send')` took it before the mark, so that nothing waits between mark and first
 * byte; its second try after a 401 is a request of its own. Where the gate lets nothing through, `HeldBack` is thrown and no byte
 * went out.
 * @param monotonic milliseconds of a clock that nobody sets
 */
export function gatedFetch(fetch: Fetch, gate: Turns, monotonic = () => performance.now()): Fetch {
  return async (input, { creates, ...init } = {}) => {
    if (creates !== 'first') {
      const pass = await gate.turn()
      if (pass.kind === 'wait') throw new HeldBack(pass.until)
    }
    const began = monotonic()
    const tell = (result: GateResult) => gate.answered(result, creates ? 'send' : 'call', monotonic() - began)
    try {
      const response = await fetch(input, init)
      tell(saidBy(response.status))
      return response
    } catch (thrown) {
      // A redirect is an answer, if a wrong one.
      tell(outcomeOfThrown(thrown).kind === 'rejected' ? 'ok' : 'failed')
      throw thrown
    }
  }
}

/** 408 is a time-out that the other side noticed first. */
const saidBy = (status: number): GateResult =>
  status === 429 ? 'limited' : status >= 500 || status === 408 ? 'failed' : 'ok'
