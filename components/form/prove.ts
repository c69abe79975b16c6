import type { Proof, Prove } from '@/lib/drafts/protocol'

/**
 * Finds the number that the server asks for where a submission looks like a program's (trust.md S21). Loaded only when
 * it is asked for. Nothing here can keep somebody from sending: null, where the browser has no means or it takes too long.
 */
const patienceMs = 15_000
/** Between two looks at the clock; the page stays responsive meanwhile because each hash is awaited. */
const batch = 256

function zeroBits(hash: Uint8Array): number {
  const first = hash.findIndex((byte) => byte !== 0)
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] ?? 0) - 24
}

export async function solve(challenge: string, bits: number): Promise<number | null> {
  // Without https there is no `subtle`.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (!subtle) return null
  const encoder = new TextEncoder()
  const until = Date.now() + patienceMs
  for (let from = 0; Date.now() < until; from += batch) {
    const tries = Array.from({ length: batch }, async (_, step) => {
      const hash = await subtle.digest('SHA-256', encoder.encode(`${challenge}.${from + step}`))
      return zeroBits(new Uint8Array(hash)) >= bits
    })
    const found = (await Promise.all(tries)).indexOf(true)
    if (found >= 0) return from + found
  }
  return null
}

/** Sends again with the proof that was asked for, or without one where none can be made; either is taken. */
export async function proved<R extends { kind: string }>(
  { challenge, bits }: Prove,
  send: (proof?: Proof) => Promise<R | Prove>,
): Promise<R | { kind: 'failed'; reference: string }> {
  const nonce = await solve(challenge, bits)
  const second = await send(nonce === null ? undefined : { challenge, nonce })
  return isProve(second) ? { kind: 'failed', reference: '' } : second
}

const isProve = (result: { kind: string }): result is Prove => result.kind === 'prove'
