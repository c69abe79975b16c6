import type { Lang } from '@/lib/forms/engine/types'

/** Names of the request headers by which proxy.ts tells the renderer about the page; a client's own are overwritten. */
export const requestNames = {
  nonce: 'x-page-nonce',
  path: 'x-page-path',
  search: 'x-page-search',
  lang: 'x-page-lang',
} as const

/** German unless the address says otherwise: a campaign's link decides, not the browser's settings. */
export const pageLang = (sprache: string | null | undefined): Lang => (sprache === 'en' ? 'en' : 'de')
