const KNOWN = [
  'gmail.com',
  'googlemail.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  't-online.de',
  'outlook.de',
  'outlook.com',
  'hotmail.de',
  'hotmail.com',
  'icloud.com',
  'freenet.de',
  'yahoo.de',
  'yahoo.com',
  'posteo.de',
  'mailbox.org',
]

/** True when one text becomes the other by one letter more, fewer, other, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  return (
    swapped ||
    a.slice(at + 1) === b.slice(at + 1) ||
    a.slice(at + 1) === b.slice(at) ||
    a.slice(at) === b.slice(at + 1)
  )
}

/** The address with a well-known provider's name where one letter differs; undefined when nothing looks mistyped. */
export function mailSuggestion(typed: string): string | undefined {
  const [, local, domain] = /^\s*([^\s@]+)@([^\s@]+)\s*$/.exec(typed) ?? []
  if (local === undefined || domain === undefined) return undefined
  const lower = domain.toLowerCase()
  if (KNOWN.includes(lower)) return undefined
  const meant = KNOWN.find((known) => oneSlip(lower, known))
  return meant === undefined ? undefined : `${local}@${meant}`
}
