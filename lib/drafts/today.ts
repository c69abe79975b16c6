const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short' })

/** The day it is in Germany, ISO. */
export const berlinToday = (now: Date = new Date()): string => berlin.format(now)
