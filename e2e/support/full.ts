import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Locator, type Page } from '@playwright/test'
import { type FullPersona, fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import type { Raw } from '@/lib/forms/engine/types'
import { expectPage, fill, main, submitButton } from './journey'

/** A persona with e-mail addresses of this test's own; `emails` says which stands for which. */
export function withOwnAddresses<P extends FullPersona>(
  found: P,
): { persona: P; email: string; emails: ReadonlyMap<string, string> } {
  const { id } = found
  const emails = new Map<string, string>()
  const typed = Object.fromEntries(
    Object.entries(found.typed).map(([key, raw]) => {
      if (typeof raw !== 'string' || !raw.includes('@') || !key.endsWith('email')) return [key, raw]
      const own = `${id}-${emails.size + 1}-${randomUUID().slice(0, 8)}@example.org`
      emails.set(raw, own)
      return [key, own]
    }),
  )
  const [email] = emails.values()
  if (!email) throw new Error(`${id} has no e-mail address`)
  return { persona: { ...found, typed }, email, emails }
}

export function fullPerson(id: string): ReturnType<typeof withOwnAddresses<FullPersona>> {
  const found = fullPersonas.find((one) => one.id === id)
  if (!found) throw new Error(`There is no full persona ${id}`)
  return withOwnAddresses(found)
}

/** A file of the personas' reviewed journeys. */
export const reviewed = (form: string, file: string): string =>
  readFileSync(
    fileURLToPath(new URL(`../../lib/forms/${form}/__journeys__/${file}`, import.meta.url)),
    'utf8',
  )

/** The persona's golden document with this test's addresses. */
export function fullGolden(
  id: string,
  emails: ReadonlyMap<string, string>,
  form = 'baufinanzierung',
): unknown {
  return JSON.parse(reviewed(form, `${id}.json`), (_, value) =>
    typeof value === 'string' ? (emails.get(value) ?? value) : value,
  )
}

/** Names that items got at random are told by the order in which they appear. */
export function withPlainReferences(document: unknown): unknown {
  const names = new Map<unknown, string>()
  JSON.stringify(document, (name, value) => {
    if (name === 'referenzId' && !names.has(value)) names.set(value, `ref-${names.size + 1}`)
    return value
  })
  return JSON.parse(JSON.stringify(document), (_, value) => names.get(value) ?? value)
}

export const currentPage = (page: Page): Promise<string> =>
  main(page).locator('input[name=page]').inputValue()

/** Control names on screen, in their order. */
const namesOn = (page: Page): Promise<string[]> =>
  main(page)
    .locator('form input[name], form select[name], form textarea[name]')
    .evaluateAll((controls) => [...new Set(controls.map((control) => control.getAttribute('name') ?? ''))])

const isAsked = (names: readonly string[], key: string, raw: Raw): boolean =>
  typeof raw === 'string' ? names.includes(key) : names.includes(`${key}.wert`)

/** Types what the page asks, again as long as an answer brings up another question. */
export async function answerPage(page: Page, left: Map<string, Raw>): Promise<void> {
  for (;;) {
    const names = await namesOn(page)
    const key = names
      .map((name) => (left.has(name) ? name : name.replace(/\.(wert|einheit)$/, '')))
      .find((one) => left.has(one) && isAsked(names, one, left.get(one) ?? ''))
    if (key === undefined) return
    await fill(page, key, left.get(key) ?? '')
    left.delete(key)
  }
}

const itemsOf = (list: Locator): Locator => list.locator('ul > li')

/** What somebody types, by key. */
export type Typing = Pick<FullPersona, 'id' | 'typed'>

/** Adds as many items as the persona has; adding leads to a page of its own, and the overview leads back. */
export async function addItems(page: Page, { typed }: Typing): Promise<void> {
  const overview = await currentPage(page)
  const ids = await main(page)
    .locator('section.items > h2')
    .evaluateAll((titles) => titles.map(({ id }) => id))
  for (const id of ids) {
    const key = id.replace(/^list-/, '')
    const wanted = new Set(
      Object.keys(typed).flatMap((name) =>
        name.startsWith(`${key}.`) ? [name.slice(key.length + 1).split(/[.~]/)[0]] : [],
      ),
    ).size
    const list = main(page).locator('section.items', { has: page.locator(`[id="${id}"]`) })
    for (let count = await itemsOf(list).count(); count < wanted; count += 1) {
      const rendered = await main(page)
        .locator('form')
        .evaluateHandle((form) => form)
      await list.locator('button.second').last().click()
      await page.waitForFunction((form) => !form.isConnected, rendered)
      while ((await currentPage(page)) !== overview) {
        await main(page).locator('.fields > .item-acts > a').click()
        await expectPage(page, overview)
      }
      await expect(itemsOf(list)).toHaveCount(count + 1)
    }
  }
}

/** Waits as the browser draws, since a long form has many pages; a page that stays says why. */
export async function leaves(page: Page, here: string): Promise<void> {
  const left = page.waitForFunction(
    (id) => {
      const shown = document.querySelector<HTMLInputElement>('main input[name=page]')
      return shown !== null && shown.value !== id
    },
    here,
    { timeout: 20_000 },
  )
  await left.catch(async () => {
    throw new Error(`${here} stays: ${await main(page).locator('section.summary').allTextContents()}`)
  })
}

/** What a walk does beside filling in: on each page as it comes, once it is filled in, and where it ends. */
export type Walk = {
  arrived?: (page: string) => Promise<void>
  filled?: (page: string) => Promise<void>
  /** The review page by default. */
  until?: string
}

const PAGES_AT_MOST = 120

/** Fills in the long form as the person would, up to (and showing) the last page; answers with the pages' ids. */
export async function walkFull(
  page: Page,
  persona: FullPersona,
  { arrived, filled, until = 'pruefen' }: Walk = {},
): Promise<string[]> {
  const left = new Map(Object.entries(persona.typed))
  const seen: string[] = []
  while ((await currentPage(page)) !== until) {
    const here = await currentPage(page)
    seen.push(here)
    if (seen.length > PAGES_AT_MOST) throw new Error(`The form does not end: ${seen.join(' ')}`)
    await arrived?.(here)
    await answerPage(page, left)
    await addItems(page, persona)
    await filled?.(here)
    await submitButton(page).click()
    await leaves(page, here)
  }
  if (until === 'pruefen') expect([...left.keys()], 'what nobody asked').toEqual([])
  return seen
}
