import 'server-only'
import { sql } from 'drizzle-orm'
import { database, keptWithPool } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { embedSettings, pagesFor } from './pages'

/**
 * Which pages may show a campaign in a frame, as each request asks it before a page is drawn. Kept for half a minute, so that no
 * request waits for the database but the first; what cannot be read is "nobody".
 */
type Known = { pages: readonly string[]; at: number }
const FRESH_MS = 30_000
const PATIENCE_MS = 2_000
const MOST = 1_000

const known = keptWithPool(() => new Map<string, Known>())
const reading = keptWithPool(() => new Map<string, Promise<Known>>())

async function read(slug: string): Promise<Known> {
  const found = await database().execute<{ embed: unknown; real: boolean }>(
    sql`select embed, production as real from campaign where slug = ${slug} and not closed`,
  )
  const row = found.rows[0]
  const settings = embedSettings.safeParse(row?.embed)
  return { pages: row && settings.success ? pagesFor(settings.data, !row.real) : [], at: Date.now() }
}

/** Reads once, however many ask; gives up after two seconds, and what was known before stands till then. */
async function refresh(slug: string): Promise<Known> {
  const nobody: Known = known().get(slug) ?? { pages: [], at: 0 }
  const patience = new Promise<Known>((resolve) => setTimeout(resolve, PATIENCE_MS, nobody).unref())
  const now = read(slug).then(
    (fresh) => {
      if (known().size >= MOST) known().clear()
      known().set(slug, fresh)
      return fresh
    },
    (thrown) => {
      log.warn('embed.pages', errorFields(thrown))
      return nobody
    },
  )
  return Promise.race([now, patience])
}

/** Origins (or `http://127.0.0.1:*` in test mode) that may frame the campaign; empty: nobody. Never throws. */
export async function framingPages(slug: string): Promise<readonly string[]> {
  const found = known().get(slug)
  if (found && Date.now() - found.at < FRESH_MS) return found.pages
  const asking = reading().get(slug) ?? refresh(slug).finally(() => reading().delete(slug))
  reading().set(slug, asking)
  // Who is known stands until the new answer is there.
  return (found ?? (await asking)).pages
}
