import type { Text } from '../engine/types'
import { EMPTY, type KindSpec, type Parsed, textOf } from './kind'
import { BROKEN, cleanText } from './text'

const withAt: Text = {
  de: 'Bitte eine Adresse mit @, zum Beispiel erika@example.org.',
  en: 'Please enter an address with @, for example erika@example.org.',
}

/** Mailbox providers whose names are often mistyped. */
const KNOWN = [
  'gmail.com',
  'googlemail.com',
  'gmx.de',
  'gmx.net',
  'gmx.at',
  'gmx.ch',
  'web.de',
  't-online.de',
  'outlook.com',
  'outlook.de',
  'hotmail.com',
  'hotmail.de',
  'yahoo.com',
  'yahoo.de',
  'icloud.com',
  'freenet.de',
  'arcor.de',
  'posteo.de',
  'mailbox.org',
  'aol.com',
  'live.de',
  'live.com',
  'me.com',
  'mail.de',
]

/** One letter too many, too few, wrong, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}

function suggestionFor(local: string, domain: string): string | undefined {
  const typed = domain.toLowerCase()
  if (KNOWN.includes(typed)) return undefined
  const meant = KNOWN.find((known) => oneSlip(typed, known))
  return meant && `${local}@${meant}`
}

const isLocal = (local: string): boolean =>
  local.length >= 1 && local.length <= 64 && !/^\.|\.$|\.\./.test(local)
const isDomain = (domain: string): boolean => {
  const labels = domain.split('.')
  return (
    labels.length >= 2 &&
    labels.every((label) => /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u.test(label))
  )
}

/** Light but strict about what could break a mail's header: no blank, no control character, exactly one @, ≤ 254 bytes. */
function parse(typed: string): Parsed {
  if (/\p{Cs}|\0/u.test(typed)) return BROKEN
  // What was pasted along at the ends means nothing; inside it would send the mail elsewhere, so it is refused.
  const text = /[^\p{Cf}\s](?:.*[^\p{Cf}\s])?/su.exec(cleanText(typed))?.[0] ?? ''
  if (text === '') return EMPTY
  const [local = '', domain = '', ...more] = text.split('@')
  const printable = !/[\s\p{C}\p{Z}()<>[\],;:\\"]/u.test(text)
  const bytes = new TextEncoder().encode(text).length
  if (more.length > 0 || !printable || bytes > 254 || !isLocal(local) || !isDomain(domain))
    return { kind: 'error', text: withAt }
  const suggestion = suggestionFor(local, domain)
  return { kind: 'value', value: text, ...(suggestion ? { suggestion } : {}) }
}

export const email: KindSpec = {
  longest: 400,
  parse: (raw) => parse(textOf(raw)),
  format: (found) => String(found),
  display: (found) => String(found),
  missing: withAt,
}
