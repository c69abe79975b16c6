import 'server-only'
import { type Failure, outcomeOfThrown } from './outcome'
import type { Tokens } from './token'

/** `creates`: set by the target on the one request that makes a case, see `Fetch`. */
export type Call = { token: string; traceId: string; signal: AbortSignal; nth: 'first' | 'again' }

export type Asking<S extends string, T> = {
  scopes: readonly S[]
  traceId: string
  /** Throws what fetch throws. */
  act: (call: Call) => Promise<T>
  isUnauthorised: (result: T) => boolean
  signal: AbortSignal
}

/**
 * One call with a token, until the signal ends it. A 401 proves that nothing happened: the token is dropped, another is fetched and the
 * call is made exactly once more; a second 401 stands.
 */
export async function called<S extends string, T extends { kind: string }>(
  tokens: Tokens<S>,
  { scopes, traceId, act, isUnauthorised, signal }: Asking<S, T>,
): Promise<T | Failure> {
  for (const nth of ['first', 'again'] as const) {
    const answer = await tokens.get(scopes, traceId)
    if (answer.kind !== 'token') return answer
    try {
      const result = await act({ token: answer.token, traceId, signal, nth })
      if (!isUnauthorised(result)) return result
      tokens.drop(answer.token)
      if (nth === 'again') return result
    } catch (thrown) {
      return outcomeOfThrown(thrown)
    }
  }
  throw new Error('The second try returns')
}
