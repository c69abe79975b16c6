import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { macOf, startTokenKeyring, versionOfMac } from '@/lib/crypto/keyring'
import type { Reason } from './suspicion'

/**
 * Proof of work (trust.md S21; docs/decisions on it): a number whose SHA-256 together with a signed challenge begins with
 * `bits` zero bits. A challenge belongs to one draft and ends with it, or to one page view before there is a draft; so a solution is of no use elsewhere and
 * nothing is stored.
 */
export type Challenge = { challenge: string; bits: number }
export type Solution = { challenge: string; nonce: number }

const lifetime = 10 * 60_000
/** About 2,000 hashes, a tenth of a second on a phone; a suspicious network and a flood pay sixteen times that. */
const bitsFor = (reasons: readonly Reason[]): number =>
  reasons.includes('network') || reasons.includes('flood') ? 15 : 11

/** `<owner>.<bits>.<end>.<random>.<signature>`. @param owner the draft's id, or `viewOf` a start token */
export function makeChallenge(
  owner: string,
  reasons: readonly Reason[],
  now: number = Date.now(),
): Challenge {
  const bits = bitsFor(reasons)
  const text = `${owner}.${bits}.${now + lifetime}.${randomBytes(8).toString('base64url')}`
  const signature = macOf(startTokenKeyring(), `proof.${text}`).toString('base64url')
  return { challenge: `${text}.${signature}`, bits }
}

function zeroBits(hash: Buffer): number {
  const first = hash.findIndex((byte) => byte !== 0)
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash.readUInt8(first)) - 24
}

/** The owner of a challenge before there is a draft: the page view. */
export const viewOf = (nonce: string): string => `view-${nonce}`

/** Whether the challenge is ours, of this owner, not over, and solved. */
export function isProven(owner: string, { challenge, nonce }: Solution, now: number = Date.now()): boolean {
  const at = challenge.lastIndexOf('.')
  const text = challenge.slice(0, at)
  const [of, bits, end] = text.split('.')
  const signature = Buffer.from(challenge.slice(at + 1), 'base64url')
  if (versionOfMac(startTokenKeyring(), `proof.${text}`, signature) === null) return false
  if (of !== owner || Number(end) < now) return false
  return zeroBits(createHash('sha256').update(`${challenge}.${nonce}`).digest()) >= Number(bits)
}
