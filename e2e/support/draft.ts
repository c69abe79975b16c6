import type { Page } from '@playwright/test'
import type { Change, SaveResult } from '@/lib/drafts/protocol'
import type { FullPersona } from '@/lib/forms/baufinanzierung/personas/full'
import type { Lang } from '@/lib/forms/engine/types'
import { firstPage, postSave } from './http'
import { expectPage, takenOver } from './journey'
import { addressOf } from './keys'
import type { Persona } from './people'

type Known = { token: string; secret: string; revision: number }

export async function save(body: object): Promise<SaveResult> {
  const whole = { intent: 'autosave', lang: 'de', page: 'vorhaben', changes: [], ...body }
  return JSON.parse((await postSave(whole)).text)
}

/** A draft that holds what the persona types before the page `until`; by HTTP, as the browser would save it. */
export async function storedDraft(persona: Persona, until = 'pruefen'): Promise<Known> {
  const last = persona.pages.findIndex(({ page }) => page === until)
  const changes = persona.pages
    .slice(0, last < 0 ? undefined : last)
    .flatMap(({ typed }) => Object.entries(typed).map(([key, to]) => ({ key, from: null, to })))
  return stored('', persona.lang, changes)
}

async function stored(query: string, lang: Lang, changes: readonly Change[]): Promise<Known> {
  const { token } = await firstPage(query)
  const result = await save({ token, lang, changes })
  if (result.kind !== 'saved') throw new Error(result.kind)
  const { secret, revision } = result.draft
  return { token, secret, revision }
}

/** Shows a page of a draft with the history entry that a restored tab has; nothing of it stays in the tab's storage. */
export async function restore(
  page: Page,
  draft: Omit<Known, 'token'>,
  id: string,
  query = '',
): Promise<void> {
  const { secret, revision } = draft
  await page.goto('/api/health')
  await page.evaluate(([state, address]) => history.replaceState(state, '', address), [
    { antrag: { secret, revision, page: id } },
    addressOf(id) + query,
  ] as const)
  await page.reload()
  await expectPage(page, id)
}

/** The page of a draft in which everything before it is answered, ready for keys and presses. */
export async function openAt(page: Page, persona: Persona, id: string): Promise<Known> {
  const draft = await storedDraft(persona, id)
  await restore(page, draft, id, persona.lang === 'en' ? '?sprache=en' : '')
  await takenOver(page)
  return draft
}

const FULL = '?laenge=voll&sprache=de'

/** A page of the long form's draft that holds everything the persona types; for personas whose lists stay empty. */
export async function openFull(page: Page, { lang, typed }: FullPersona, id: string): Promise<void> {
  const changes = Object.entries(typed).map(([key, to]) => ({ key, from: null, to }))
  const draft = await stored(FULL, lang, changes)
  // What a page offers counts once the page has been seen.
  for (let at = 'vorhaben'; at !== id; ) {
    const next = await save({ token: draft.token, secret: draft.secret, lang, intent: 'next', page: at })
    if (next.kind !== 'saved' || !next.view || next.view.page === at) throw new Error(`${at}: ${next.kind}`)
    at = next.view.page
  }
  await restore(page, draft, id, FULL)
  await takenOver(page)
}
