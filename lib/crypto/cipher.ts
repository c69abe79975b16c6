import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * AES-256-GCM with a random 96-bit nonce. What is sealed is bound to its place (tenant, record, schema): bytes
 * moved to another row or column do not open. Layout: 1 byte format, 12 nonce, 16 tag, ciphertext.
 */
export type Place = { tenantId: string; recordId: string; schema: string }
export type Opened = { kind: 'opened'; bytes: Buffer } | { kind: 'unreadable' }

const format = 1
const header = 1 + 12 + 16
const aad = (place: Place) =>
  Buffer.from(JSON.stringify([place.tenantId, place.recordId, place.schema]), 'utf8')

export function seal(key: Buffer, place: Place, bytes: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(place))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([Buffer.from([format]), nonce, cipher.getAuthTag(), body])
}

/** 'unreadable' when a bit was changed, the key is another, or the place is another. */
export function open(key: Buffer, place: Place, sealed: Buffer): Opened {
  if (sealed.length < header || sealed[0] !== format) return { kind: 'unreadable' }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 })
      .setAAD(aad(place))
      .setAuthTag(sealed.subarray(13, header))
    return {
      kind: 'opened',
      bytes: Buffer.concat([decipher.update(sealed.subarray(header)), decipher.final()]),
    }
  } catch {
    return { kind: 'unreadable' }
  }
}
