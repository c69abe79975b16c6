import type { Text } from '../engine/types'
import { EMPTY, error, type KindSpec, type Parsed, textOf } from './kind'
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

/** Ends under which a provider's name may well be somebody else's: there nothing is suggested. */
const ENDS = 'at be biz ch cz de dk es eu fr info io it li lu me net nl no org pl se uk us com'.split(' ')
const cut = (domain: string): readonly [name: string, end: string] => {
  const at = domain.indexOf('.')
  return [domain.slice(0, at), domain.slice(at + 1)]
}
const swapped = (a: string, b: string): boolean =>
  a.length === b.length && [...a].sort().join() === [...b].sort().join()

/**
 * Whether a provider's domain was meant: its name with a slip, its end as it is, or the other way round. A name that is
 * right under an end that exists, short names and first letters are too often those of others: `gmail.de`, `ge.com`, `ymail.com`.
 */
function isMeant(typed: string, known: string): boolean {
  const [[name, end], [knownName, knownEnd]] = [cut(typed), cut(known)]
  if (name === knownName) return !ENDS.includes(end) && oneSlip(end, knownEnd)
  if (end !== knownEnd || !oneSlip(name, knownName)) return false
  if (KNOWN.some((one) => cut(one)[0] === name)) return false
  return swapped(name, knownName) || (knownName.length >= 5 && name[0] === knownName[0])
}

function suggestionFor(local: string, domain: string): string | undefined {
  const typed = domain.toLowerCase()
  if (KNOWN.includes(typed)) return undefined
  const meant = KNOWN.find((known) => isMeant(typed, known))
  return meant && `${local}@${meant}`
}

const isDomain = (domain: string): boolean => {
  const labels = domain.split('.')
  return (
    labels.length >= 2 &&
    labels.every((label) => /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u.test(label))
  )
}

/** What is wrong with an address, so that it can be put right. */
function wrong(text: string): Parsed | undefined {
  const [local = '', domain = '', ...more] = text.split('@')
  const refused = /[\s\p{C}\p{Z}()<>[\],;:\\"]/u.exec(text)?.[0]
  if (!text.includes('@')) return { kind: 'error', text: withAt }
  if (more.length > 0)
    return error('Bitte nur ein @ und nur eine Adresse.', 'Please use one @ and one address only.')
  if (refused !== undefined && /[\s\p{Z}]/u.test(refused))
    return error('In der Adresse steht ein Leerzeichen.', 'There is a blank in the address.')
  if (refused !== undefined && !/\p{C}/u.test(refused))
    return error(
      `Das Zeichen ${refused} geht in einer Adresse nicht.`,
      `An address cannot contain ${refused}.`,
    )
  if (local === '') return error('Vor dem @ fehlt der Name.', 'The name before the @ is missing.')
  if (domain === '')
    return error(
      'Nach dem @ fehlt der Anbieter, zum Beispiel web.de.',
      'The provider after the @ is missing, for example web.de.',
    )
  if (!domain.includes('.'))
    return error(
      `Nach ${domain} fehlt das Ende, zum Beispiel .de.`,
      `The end after ${domain} is missing, for example .com.`,
    )
  if (/^\.|\.$|\.\./.test(local) || /^\.|\.$|\.\./.test(domain))
    return error('Ein Punkt steht an der falschen Stelle.', 'A dot is in the wrong place.')
  const bytes = new TextEncoder().encode(text).length
  if (local.length > 64 || bytes > 254)
    return error('Diese Adresse ist zu lang.', 'This address is too long.')
  return refused !== undefined || !isDomain(domain)
    ? error('Bitte prüfen Sie, was nach dem @ steht.', 'Please check what stands after the @.')
    : undefined
}

/** Light but strict about what could break a mail's header: no blank, no control character, exactly one @, ≤ 254 bytes. */
function parse(typed: string): Parsed {
  if (/\p{Cs}|\0/u.test(typed)) return BROKEN
  const text = cleanText(typed).replace(/^mailto:/i, '')
  if (text === '') return EMPTY
  const found = wrong(text)
  if (found) return found
  const [local = '', domain = ''] = text.split('@')
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
