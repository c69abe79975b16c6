import { z } from 'zod'

/**
 * Pages that may show a campaign in a frame, as origins: https with an exact host and an optional port; in test mode also this
 * machine's own addresses with any port. They become `frame-ancestors` as they are.
 */
const secure = /^https:\/\/[a-z0-9](?:[a-z0-9-]{0,62}\.){0,8}[a-z0-9-]{1,63}(?::[1-9]\d{0,4})?$/
const ofThisMachine = /^http:\/\/(?:127\.0\.0\.1|localhost):(?:\*|[1-9]\d{0,4})$/

export const allowedPages = z.array(z.string().regex(secure).or(z.string().regex(ofThisMachine))).max(100)
export const embedSettings = z.object({ pages: allowedPages })
export type EmbedSettings = z.infer<typeof embedSettings>

/** Patterns that count: those of this machine only while no case is real. Pure. */
export const pagesFor = ({ pages }: EmbedSettings, test: boolean): readonly string[] =>
  test ? pages : pages.filter((page) => secure.test(page))

const matches = (origin: string, page: string): boolean =>
  page.endsWith(':*')
    ? /^\d{1,5}$/.test(origin.slice(page.length - 1)) && origin.startsWith(page.slice(0, -1))
    : origin === page

/** Whether a page of this origin may show the campaign. Pure. */
export const isAllowed = (origin: string, pages: readonly string[]): boolean =>
  pages.some((page) => matches(origin, page))

/** The origin of whatever somebody typed or a script said; null when it is none. Pure. */
export function originOf(text: string | null | undefined): string | null {
  if (!text || text.length > 300 || !URL.canParse(text)) return null
  const { origin, protocol } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? origin : null
}
