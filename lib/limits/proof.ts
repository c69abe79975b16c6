import 'server-only'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { sameBytes } from '@/lib/crypto/secret'
import { env } from '@/lib/env'
import type { Reason } from './suspicion'

/**
 * Proof of work (trust.md S21; docs/decisions on it): a number whose SHA-256 together with a signed challenge begins with
 * `bits` zero bits. A challenge belongs to one draft and ends with it, so a solution cannot be used twice; nothing is stored.
 */
export type Challenge = { challenge: string; bits: number }
export type Solution = { challenge: string; nonce: number }

const lifetime = 10 * 60_000
/** About 2,000 hashes, a tenth of a second on a phone; a suspicious network pays sixteen times that. */
const bitsFor = (reasons: readonly Reason[]): number => (reasons.includes('network') ? 15 : 11)

const sign = (text: string): string =>
  createHmac('sha256', Buffer.from(env().START_TOKEN_KEY, 'base64'))
    .update(`proof.${text}`)
    .digest('base64url')

/** `<draft>.<bits>.<end>.<random>.<signature>`. */
export function makeChallenge(
  draftId: string,
  reasons: readonly Reason[],
  now: number = Date.now(),
): Challenge {
  const bits = bitsFor(reasons)
  const text = `${draftId}.${bits}.${now + lifetime}.${randomBytes(8).toString('base64url')}`
  return { challenge: `${text}.${sign(text)}`, bits }
}

function zeroBits(hash: Buffer): number {
  const first = hash.findIndex((byte) => byte !== 0)
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash.readUInt8(first)) - 24
}

/** Whether the challenge is ours, of this draft, not over, and solved. */
export function isProven(draftId: string, { challenge, nonce }: Solution, now: number = Date.now()): boolean {
  const at = challenge.lastIndexOf('.')
  const text = challenge.slice(0, at)
  const [owner, bits, end] = text.split('.')
  if (!sameBytes(Buffer.from(sign(text)), Buffer.from(challenge.slice(at + 1)))) return false
  if (owner !== draftId || Number(end) < now) return false
  return zeroBits(createHash('sha256').update(`${challenge}.${nonce}`).digest()) >= Number(bits)
}
