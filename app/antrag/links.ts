import type { PageLinks } from '@/components/form/contract'
import { urlOf } from '@/components/form/history'
import { originOf } from '@/lib/embed/pages'
import type { Form, Lang } from '@/lib/forms/engine/types'
import { frameId } from '@/lib/http/page-request'

export const REVIEW = 'pruefen'
export const SENT = 'gesendet'

/** What stays on every address of a journey, if the link said it. Everything else is read once and dropped. */
function kept(query: URLSearchParams): URLSearchParams {
  const result = new URLSearchParams()
  const sprache = query.get('sprache')
  const laenge = query.get('laenge')
  if (sprache === 'de' || sprache === 'en') result.set('sprache', sprache)
  if (laenge === 'kurz' || laenge === 'voll') result.set('laenge', laenge)
  // In a frame a reload must find the page around again.
  const einbettung = frameId(query.get('einbettung'))
  const seite = originOf(query.get('seite'))
  if (einbettung && seite) {
    result.set('einbettung', einbettung)
    result.set('seite', seite)
  }
  return result
}

const written = (query: URLSearchParams) => (query.size > 0 ? `?${query}` : '')

export function linksFor(slug: string, first: string, query: URLSearchParams): PageLinks {
  return { base: `/antrag/${slug}`, query: written(kept(query)), first }
}

/** The same page in another language. */
export function inLanguage(links: PageLinks, page: string, lang: Lang): string {
  const query = new URLSearchParams(links.query)
  query.set('sprache', lang)
  return urlOf({ ...links, query: `?${query}` }, page)
}

/** The first page in another length. */
export function inLength(links: PageLinks, laenge: 'kurz' | 'voll'): string {
  const query = new URLSearchParams(links.query)
  query.set('laenge', laenge)
  return `${links.base}?${query}`
}

/** A page's address with a remark for the next view, e.g. `fehler=1`. */
export function withRemark(links: PageLinks, page: string, remark: { [name: string]: string }): string {
  const query = new URLSearchParams(links.query)
  for (const [name, value] of Object.entries(remark)) query.set(name, value)
  return urlOf({ ...links, query: written(query) }, page)
}

/** Whether the form can have such a page at all; whether it is this person's turn is for the draft to say. */
export function isPage(form: Form, page: string): boolean {
  if (page === REVIEW || page === SENT) return true
  const [id, position, more] = page.split('/')
  if (more !== undefined) return false
  return (
    form.steps.some((step) => step.id === id) && (position === undefined || /^[1-9][0-9]?$/.test(position))
  )
}
