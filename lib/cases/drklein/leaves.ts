import { z } from 'zod'
import { iban as ibanKind } from '@/lib/forms/kinds/codes'
import { owners } from './names'

/**
 * Leaves of the strict model (ratenkredit.md §3). The API drops in silence what has another format, so nothing is allowed here that is
 * merely readable.
 */

/** Every property may be absent, none may be unknown, and one at least is there. */
export const part = <S extends z.ZodRawShape>(shape: S) =>
  z
    .strictObject(shape)
    .partial()
    .refine((value) => Object.keys(value).length > 0, 'empty')
export const list = <T extends z.ZodType>(item: T) => z.array(item).min(1)

export const text = z.string().regex(/\S/)
/** A day that exists, `YYYY-MM-DD`. */
export const date = z.iso.date()
export const flag = z.boolean()
/** How many; never a fraction, never negative. */
export const count = z.int().min(0)

const hasCents = (value: number) => Math.round(value * 100) / 100 === value
const most = 1_000_000_000
/** Euros with at most two decimals. Losses and taxes paid back are negative. */
export const signedAmount = z.number().min(-most).max(most).refine(hasCents, 'decimals')
export const amount = signedAmount.min(0)
/** Per cent a year, at most two decimals. */
export const percent = z.number().min(0).max(100).refine(hasCents, 'decimals')

/** Codes that ISO 3166-1 leaves to its users; XK is the one of them that the API knows. */
const reserved = /^(?:AA|Q[M-Z]|X[A-JL-Z]|ZZ)$/
const isCountry = (code: string) => code === 'SONSTIGE' || (/^[A-Z]{2}$/.test(code) && !reserved.test(code))
export const country = z.string().refine(isCountry, 'country')
export const plz = z.string().regex(/^\d{5}$/)
export const steuerId = z.string().regex(/^\d{11}$/)
export const email = z.string().regex(/^[^\s@]+@[^\s@]+$/)
export const bic = z.string().regex(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/)

/** Without blanks, with a right check number (ISO 13616, mod 97). */
export const iban = z.string().refine((text) => {
  const parsed = ibanKind.parse(text, 'de', {})
  return parsed.kind === 'value' && parsed.value === text
}, 'iban')

export const owner = z.enum(owners)
/** Where the API knows no BEIDE. */
export const oneOwner = owner.exclude(['BEIDE'])
