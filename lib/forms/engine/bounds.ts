import type { Span } from '@/lib/forms/kinds'
import { addDuration } from '@/lib/forms/kinds/calendar'
import { evaluate } from './condition'
import { bindCondition, bindPath } from './paths'
import type { Bound, Env, Key, Lang, Limit, Read, Text, Value } from './types'

/** Binds the limits and conditions of bounds to the question's own item. */
export function bindBounds(bounds: readonly Bound[], item: Key | null): readonly Bound[] {
  return bounds.map((bound) => ({
    ...bound,
    ...('min' in bound ? { min: bindLimit(bound.min, item) } : { max: bindLimit(bound.max, item) }),
    ...(bound.when && { when: bindCondition(bound.when, item) }),
  }))
}

function bindLimit(limit: Limit, item: Key | null): Limit {
  return typeof limit === 'object' && 'of' in limit ? { ...limit, of: bindPath(limit.of, item) } : limit
}

/** The limit as a number or a day; undefined while what it depends on is not answered. */
export function limitOf(bound: Bound, read: Read, env: Env): number | string | undefined {
  const limit = 'min' in bound ? bound.min : bound.max
  if (typeof limit === 'number') return limit
  if ('today' in limit) return addDuration(env.today, limit.today)
  if ('thisYear' in limit) return Number(env.today.slice(0, 4)) + limit.thisYear
  const base = read(limit.of)
  if (typeof base === 'number') {
    return base * (limit.times ?? 1) + (typeof limit.plus === 'number' ? limit.plus : 0)
  }
  if (typeof base === 'string') {
    return typeof limit.plus === 'object' ? addDuration(base, limit.plus) : base
  }
  return undefined
}

function beyond(value: number | string, bound: Bound, limit: number | string): boolean {
  if (typeof value !== typeof limit) return false
  if ('min' in bound) return bound.open ? value <= limit : value < limit
  return bound.open ? value >= limit : value > limit
}

/** The first bound of this level that the value breaks, with the text to show. */
export function brokenBound(
  level: Bound['else'],
  bounds: readonly Bound[],
  value: Value,
  read: Read,
  env: Env,
  show: (limit: number | string, lang: Lang) => string,
): Text | null {
  const measured = typeof value === 'object' ? value.wert : value
  if (typeof measured === 'boolean') return null
  for (const bound of bounds) {
    if (bound.else !== level || (bound.when && !evaluate(bound.when, read, env))) continue
    const limit = limitOf(bound, read, env)
    if (limit === undefined || !beyond(measured, bound, limit)) continue
    return bound.text ?? standard(bound, limit, show)
  }
  return null
}

function standard(
  bound: Bound,
  limit: number | string,
  show: (limit: number | string, lang: Lang) => string,
): Text {
  const least = 'min' in bound
  if (typeof limit === 'string') {
    return least
      ? {
          de: `Bitte ein Datum ab dem ${show(limit, 'de')}.`,
          en: `Please enter a date from ${show(limit, 'en')} on.`,
        }
      : {
          de: `Bitte ein Datum bis zum ${show(limit, 'de')}.`,
          en: `Please enter a date up to ${show(limit, 'en')}.`,
        }
  }
  return least
    ? { de: `Bitte mindestens ${show(limit, 'de')}.`, en: `Please enter at least ${show(limit, 'en')}.` }
    : { de: `Bitte höchstens ${show(limit, 'de')}.`, en: `Please enter at most ${show(limit, 'en')}.` }
}

/** The bounds as numbers, to decide between two readings of an amount. */
export function spansOf(bounds: readonly Bound[], read: Read, env: Env): readonly Span[] {
  return bounds.flatMap((bound): Span[] => {
    if (bound.when && !evaluate(bound.when, read, env)) return []
    const limit = limitOf(bound, read, env)
    if (typeof limit !== 'number') return []
    return ['min' in bound ? { min: limit, else: bound.else } : { max: limit, else: bound.else }]
  })
}

/** The days that block on both sides, to tell the century of a year of two digits. */
export function daysOf(bounds: readonly Bound[], read: Read, env: Env): { min?: string; max?: string } {
  const days: { min?: string; max?: string } = {}
  for (const bound of bounds) {
    if (bound.else !== 'block' || (bound.when && !evaluate(bound.when, read, env))) continue
    const limit = limitOf(bound, read, env)
    if (typeof limit !== 'string') continue
    if ('min' in bound) days.min = days.min && days.min > limit ? days.min : limit
    else days.max = days.max && days.max < limit ? days.max : limit
  }
  return days
}
