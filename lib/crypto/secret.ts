import 'server-only'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Without 0 O 1 I: 32 signs, so five random bits are one sign without bias. */
const readable = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function encode(bytes: Uint8Array, alphabet: string, length: number): string {
  let bits = 0
  let held = 0
  let out = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5 && out.length < length) {
      bits -= 5
      out += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 && out.length < length ? out + alphabet[(held << (5 - bits)) & 31] : out
}

/** 26 signs A-Z2-7: 128 random bits (RFC 4648 without padding). */
export const randomBase32 = (): string => encode(randomBytes(16), base32, 26)

/** `length` signs that can be read out on the phone; five bits each. */
export const randomReadable = (length: number): string => encode(randomBytes(length), readable, length)

/** 43 signs: 256 random bits for a draft's secret. */
export const randomSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret. The secret is random and long, so a plain hash is enough. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest()

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Compares two byte strings without telling by time where they differ. Different lengths are unequal. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
