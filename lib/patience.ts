/** Something of a library did not settle in its time. What was begun may still go on; nobody waits for it any longer. */
export class Overdue extends Error {
  override readonly name = 'Overdue'
  constructor(ms: number) {
    super(`nothing happened for ${ms} ms`)
  }
}

/** Settles as `waited` does, at the latest after `ms` milliseconds with `Overdue`. A later failure of `waited` is nobody's. */
export async function within<T>(ms: number, waited: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Overdue(ms)), ms)
  })
  try {
    return await Promise.race([waited, late])
  } finally {
    clearTimeout(timer)
  }
}

type Rounds = {
  /** Milliseconds from the end of a round to the next. */
  everyMs: number
  /** Milliseconds after which a round counts as failed and the next one comes all the same. */
  mostMs: number
  round: () => Promise<unknown>
  failed: (thrown: unknown) => void
}

/**
 * Repeats a round until told to stop, first at once, without overlap as long as each keeps its time. Neither a round that fails nor one
 * that never settles ends the repetition.
 * @returns stops it; a round that is under way ends by itself
 */
export function repeating({ everyMs, mostMs, round, failed }: Rounds): () => void {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const next = async () => {
    try {
      await within(mostMs, round())
    } catch (thrown) {
      failed(thrown)
    }
    if (!stopped) timer = setTimeout(next, everyMs)
  }
  timer = setTimeout(next, 0)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
