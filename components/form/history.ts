import type { PageLinks } from './contract'

/**
 * Where the secret of a draft lives (architecture §2.1): in memory, in `history.state` and, where it is allowed, in
 * `sessionStorage`. Never in a URL, never in a cookie of ours.
 */
export type Mark = {
  secret: string
  revision: number
  page: string
  /** "ändern" on the review page leads back to it. */
  returnTo?: string
}
export type Stored = { secret: string; revision: number; savedAt: string }

const FIELD = 'antrag'

function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null
}

/** Reads our mark out of a history state that Next shares with us. */
export function markIn(state: unknown): Mark | null {
  const mark = isRecord(state) ? state[FIELD] : undefined
  if (!isRecord(mark)) return null
  const { secret, revision, page, returnTo } = mark
  if (typeof secret !== 'string' || typeof revision !== 'number' || typeof page !== 'string') return null
  return typeof returnTo === 'string' ? { secret, revision, page, returnTo } : { secret, revision, page }
}

/** A history state with our mark alone: Next adds its own properties and takes the address over only then. */
export function withMark(mark: Mark): { [FIELD]: Mark } {
  return { [FIELD]: mark }
}

/** What else a history state holds: the router's own properties. */
export function withoutMark(state: unknown): object {
  return isRecord(state) ? Object.fromEntries(Object.entries(state).filter(([name]) => name !== FIELD)) : {}
}

/** The address of a page; the first one is the campaign's own address. */
export function urlOf(links: PageLinks, page: string): string {
  return (page === links.first ? links.base : `${links.base}/${page}`) + links.query
}

/** The page that an address stands for, or null when it belongs to another campaign. */
export function pageOf(links: PageLinks, pathname: string): string | null {
  if (pathname === links.base || pathname === `${links.base}/`) return links.first
  return pathname.startsWith(`${links.base}/`) ? pathname.slice(links.base.length + 1) : null
}

/** The two lengths are two drafts. */
const storageName = ({ base, query }: PageLinks): string =>
  query.includes('laenge=voll') ? `antrag:${base}:voll` : `antrag:${base}`

/** The same for as long as this document lives: the router may draw the form anew, and storage may be blocked. */
const remembered = new Map<string, Stored>()

/** What this tab has stored; null where nothing is stored and this document knows nothing. Reading may throw. */
export function readStored(links: PageLinks): Stored | null {
  return inStorage(links) ?? remembered.get(storageName(links)) ?? null
}

function inStorage(links: PageLinks): Stored | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageName(links)) ?? 'null')
    if (!isRecord(value)) return null
    const { secret, revision, savedAt } = value
    if (typeof secret !== 'string' || typeof revision !== 'number' || typeof savedAt !== 'string') return null
    return { secret, revision, savedAt }
  } catch {
    return null
  }
}

export function writeStored(links: PageLinks, stored: Stored | null): void {
  if (stored) remembered.set(storageName(links), stored)
  else remembered.delete(storageName(links))
  try {
    if (stored) sessionStorage.setItem(storageName(links), JSON.stringify(stored))
    else sessionStorage.removeItem(storageName(links))
  } catch {
    // Storage is blocked or full: memory and history.state still hold the secret.
  }
}

/**
 * Forgets a sent draft once the browser has certainly taken the new address: a reload that began just before leads back to the old
 * one, which finds by the secret what was sent.
 */
export function forgetSoon(links: PageLinks, secret: string | undefined): void {
  const timer = setTimeout(() => {
    removeEventListener('beforeunload', stay)
    if (readStored(links)?.secret === secret) writeStored(links, null)
  }, 1_000)
  const stay = () => clearTimeout(timer)
  addEventListener('beforeunload', stay)
}
