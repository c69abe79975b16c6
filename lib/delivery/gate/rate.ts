import type { DeliveryTimings } from '../timings'

/**
 * Rate of one client at one host (trust §2.5). Turns stand at an even distance, so that no window of a second or of a minute ever
 * holds more than allowed, whoever counts it and wherever it begins. Pure; times are milliseconds of one clock.
 */
export type Rate = {
  /** The first turn that nobody has. */
  next: number
  /** After an answer 429 turns stand twice as far apart until then. */
  halvedUntil: number
  /** When reading was last let in. */
  readAt: number
}
type RateTimings = Pick<DeliveryTimings, 'rate'>

export const freeAt = (now: number): Rate => ({ next: now, halvedUntil: 0, readAt: 0 })

/** A request goes out a little after its turn (its mark is committed in between), the next one perhaps less so. */
const marginPercent = 110

/** Milliseconds between two turns, rounded up so that sums of them never fall short. */
export function distance(rate: Rate, now: number, { rate: { perSecond, perMinute } }: RateTimings): number {
  const usual = Math.max(1000 / perSecond, 60_000 / perMinute)
  return Math.ceil(((now < rate.halvedUntil ? usual * 2 : usual) * marginPercent) / 100)
}

/** Takes the next turn; null: it comes later than a call may wait for it. */
export function take(rate: Rate, now: number, timings: RateTimings): { at: number; rate: Rate } | null {
  const at = Math.max(now, rate.next)
  if (at - now > timings.rate.turn) return null
  return { at, rate: { ...rate, next: at + distance(rate, now, timings) } }
}

/**
 * Reading yields to sending: it is let in where at most one turn is taken ahead, and at least once in `timings.rate.turn`, so that
 * a look-up is never starved. It takes its turns later, request by request.
 */
export function letInReading(rate: Rate, now: number, timings: RateTimings): Rate | null {
  const free = rate.next <= now + distance(rate, now, timings)
  return free || now - rate.readAt >= timings.rate.turn ? { ...rate, readAt: now } : null
}

export const limited = (rate: Rate, now: number, { rate: { halvedFor } }: RateTimings): Rate => ({
  ...rate,
  halvedUntil: now + halvedFor,
})
