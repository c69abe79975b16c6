import type { Key, Read } from '@/lib/forms/engine/types'

/** Whole cents of an amount in euros. */
export const toCents = (euros: number): number => Math.round(euros * 100)

/** A share of an amount, in hundredths of a per cent (basis points): 350 is 3.5 %. */
export const share = (cents: number, basisPoints: number): number =>
  Math.round((cents * basisPoints) / 10_000)

/** The part as basis points of the whole; undefined of nothing. */
export const ratio = (part: number, whole: number): number | undefined =>
  whole > 0 ? Math.round((part * 10_000) / whole) : undefined

/** The amount answered there, in cents; undefined while it is open. */
export function amount(read: Read, key: Key): number | undefined {
  const value = read(key)
  return typeof value === 'number' && value >= 0 ? toCents(value) : undefined
}

/** An amount that counts as nothing while it is open. */
export const ok = (read: Read, key: Key): number => amount(read, key) ?? 0

export const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0)

/** All amounts answered at these places, added up. */
export const totalAt = (read: Read, keys: readonly Key[]): number => sum(keys.map((key) => ok(read, key)))
