import 'server-only'
import { createHmac, randomBytes } from 'node:crypto'
import { env } from '@/lib/env'
import { type Opened, open, type Place, seal } from './cipher'
import { sameBytes } from './secret'

/** The versions of one secret of the environment; the last one is current: it makes what is new. */
export type Keyring = { current: string; keys: ReadonlyMap<string, Buffer> }

export function keyringOf(entries: readonly (readonly [version: string, base64: string])[]): Keyring {
  const keys = new Map(entries.map(([version, text]) => [version, Buffer.from(text, 'base64')]))
  const current = entries.at(-1)?.[0]
  if (current === undefined) throw new Error('A keyring needs at least one key')
  return { current, keys }
}

/** They wrap data keys. */
export const keyring = (): Keyring => keyringOf(env().ENCRYPTION_KEYS)
/** They make blind indexes. */
export const indexKeyring = (): Keyring => keyringOf(env().INDEX_KEY)
/** They sign what a page carries: start tokens and challenges. */
export const startTokenKeyring = (): Keyring => keyringOf(env().START_TOKEN_KEY)

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

/** HMAC-SHA-256 of a text under one version, the current one unless told. Throws when the ring lacks that version. */
export function macOf(ring: Keyring, text: string, version: string = ring.current): Buffer {
  const key = ring.keys.get(version)
  if (!key) throw new Error(`The keyring has no version ${version}`)
  return createHmac('sha256', key).update(text).digest()
}

/** Under which version a MAC of this text was made; null: under none of them. */
export const versionOfMac = (ring: Keyring, text: string, mac: Buffer): string | null =>
  [...ring.keys.keys()].find((version) => sameBytes(macOf(ring, text, version), mac)) ?? null

/** 32 bytes under the current version of INDEX_KEY, to be stored, and those under the others, by which older rows are found. */
export type BlindIndex = { version: string; hash: Buffer; older: readonly Buffer[] }

/** Keyed hash for look-up without plaintext: equal inputs of one tenant and field give equal bytes. */
export function blindIndex(tenantId: string, field: string, normalised: string): BlindIndex {
  const ring = indexKeyring()
  const text = JSON.stringify([tenantId, field, normalised])
  const older = [...ring.keys.keys()].filter((version) => version !== ring.current)
  return {
    version: ring.current,
    hash: macOf(ring, text),
    older: older.map((version) => macOf(ring, text, version)),
  }
}
