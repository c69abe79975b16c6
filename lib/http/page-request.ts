import type { Lang } from '@/lib/forms/engine/types'

/** Names of the request headers by which proxy.ts tells the renderer about the page; a client's own are overwritten. */
export const requestNames = {
  nonce: 'x-page-nonce',
  path: 'x-page-path',
  search: 'x-page-search',
  lang: 'x-page-lang',
  framed: 'x-page-framed',
  /** The page was asked for under another address than APP_URL's. */
  otherAddress: 'x-page-other-address',
} as const

/** German unless the address says otherwise: a campaign's link decides, not the browser's settings. */
export const pageLang = (sprache: string | null | undefined): Lang => (sprache === 'en' ? 'en' : 'de')

/** A frame's name in its messages, made by embed.js; null for anything else. */
export const frameId = (einbettung: string | null | undefined): string | null =>
  einbettung && /^[a-z0-9-]{1,40}$/.test(einbettung) ? einbettung : null

/** Browsers say what a page is fetched for; an old one is known by the parameter that embed.js gives. */
export const isFramed = (fetchDest: string | null, query: URLSearchParams): boolean =>
  fetchDest === 'iframe' || fetchDest === 'frame' || (fetchDest === null && query.has('einbettung'))
