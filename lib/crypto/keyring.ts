import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'
import { type Opened, open, type Place, seal } from './cipher'

/** The versioned keys of ENCRYPTION_KEYS that wrap data keys; the last one is current. */
export type Keyring = { current: string; keys: ReadonlyMap<string, Buffer> }

export function keyringOf(entries: readonly (readonly [version: string, base64: string])[]): Keyring {
  const keys = new Map(entries.map(([version, text]) => [version, Buffer.from(text, 'base64')]))
  const current = entries.at(-1)?.[0]
  if (current === undefined) throw new Error('A keyring needs at least one key')
  return { current, keys }
}

export const keyring = (): Keyring => keyringOf(env().ENCRYPTION_KEYS)

export type WrappedKey = { wrapped: Buffer; keyVersion: string }

export const newDataKey = (): Buffer => randomBytes(32)

export function wrapKey(ring: Keyring, place: Place, dataKey: Buffer): WrappedKey {
  const wrapping = ring.keys.get(ring.current)
  if (!wrapping) throw new Error('The current key is missing from the keyring')
  return { wrapped: seal(wrapping, place, dataKey), keyVersion: ring.current }
}

/** 'unreadable' when the version is not (any more) in the environment or the bytes were changed. */
export function unwrapKey(ring: Keyring, place: Place, stored: WrappedKey): Opened {
  const wrapping = ring.keys.get(stored.keyVersion)
  return wrapping ? open(wrapping, place, stored.wrapped) : { kind: 'unreadable' }
}

/** Keyed hash for look-up without plaintext: equal inputs of one tenant and field give equal 32 bytes. */
export function blindIndex(tenantId: string, field: string, normalised: string): Buffer {
  return createHmac('sha256', Buffer.from(env().INDEX_KEY, 'base64'))
    .update(JSON.stringify([tenantId, field, normalised]))
    .digest()
}
