import { expect, type Locator, type Page } from '@playwright/test'
import type { Raw } from '@/lib/forms/engine/types'
import { addressOf, creditStart, start } from './keys'
import type { Persona, Typed } from './people'

export const main = (page: Page): Locator => page.getByRole('main')
export const heading = (page: Page): Locator => main(page).getByRole('heading', { level: 1 })
export const submitButton = (page: Page): Locator => main(page).locator('button[type=submit]')
export const control = (page: Page, name: string): Locator => main(page).locator(`[name="${name}"]`)

/** Presses the button of a page that has no JavaScript: the page that answers has come, and all of it. */
export async function post(page: Page): Promise<void> {
  const answered = page.waitForEvent('load')
  await submitButton(page).click()
  await answered
}

/** Opens a form's first page and waits until its script has taken over the controls. */
export async function open(page: Page, query = '', campaign = start): Promise<void> {
  await page.goto(campaign + query)
  await takenOver(page)
}

/** React marks each element that it has taken over; until then a press posts natively. */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main form') ?? {}).some((name) => name.startsWith('__reactProps')),
  )
}

async function unfold(field: Locator): Promise<void> {
  // From the outermost in: a closed one hides the summaries within.
  for (const fold of await field.locator('xpath=ancestor::details').all()) {
    if ((await fold.getAttribute('open')) === null) await fold.locator('> summary').click()
  }
}

/** Puts one text into the control of that name: text, choice or select. Waits until the question is there. */
async function put(page: Page, name: string, text: string): Promise<void> {
  const field = control(page, name).first()
  const { look, folded } = await field.evaluate((element) => ({
    look: element instanceof HTMLInputElement ? element.type : element.localName,
    folded: element.closest('details:not([open])') !== null,
  }))
  if (folded) await unfold(field)
  if (look === 'radio') await main(page).locator(`[name="${name}"][value="${text}"]`).check()
  else if (look === 'select') await field.selectOption(text)
  else await field.fill(text)
}

export async function fill(page: Page, key: string, raw: Raw): Promise<void> {
  if (typeof raw === 'string') return put(page, key, raw)
  for (const [part, text] of Object.entries(raw)) await put(page, `${key}.${part}`, text)
}

export async function fillAll(page: Page, typed: Typed): Promise<void> {
  for (const [key, raw] of Object.entries(typed)) await fill(page, key, raw)
}

/** The address changes first, then the page: the form itself says which page it is. */
export async function expectPage(page: Page, id: string): Promise<void> {
  const campaign = new URL(page.url()).pathname.startsWith(creditStart) ? creditStart : start
  await expect(page).toHaveURL((url) => url.pathname === addressOf(id, campaign))
  if (id === 'gesendet') await expect(main(page).locator('button.leading')).toHaveCount(0)
  else await expect(main(page).locator('input[name=page]')).toHaveValue(id)
  await expect(heading(page)).toBeVisible()
}

/** Presses the one button that leads on and waits for the page that follows. */
export async function press(page: Page, next: string): Promise<void> {
  await submitButton(page).click()
  await expectPage(page, next)
}

const nextOf = (persona: Persona, at: number): string => persona.pages[at + 1]?.page ?? 'pruefen'

export type Stop = (page: string) => Promise<void>

/** Fills in the form page by page up to (and showing) `until`; the review page by default. */
export async function walkTo(page: Page, persona: Persona, until = 'pruefen', filled?: Stop): Promise<void> {
  for (const [at, one] of persona.pages.entries()) {
    if (one.page === until) return
    await fillAll(page, one.typed)
    await filled?.(one.page)
    await press(page, nextOf(persona, at))
  }
}

/** Sends from the review page; answers with the reference that stands on the confirmation. */
export async function send(page: Page): Promise<string> {
  await submitButton(page).click()
  await expectPage(page, 'gesendet')
  return reference(page)
}

/** The reference as the confirmation shows it: eight characters without 0 O 1 I. */
export async function reference(page: Page): Promise<string> {
  const shown = main(page)
    .locator('dl')
    .getByText(/^SA-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
  await expect(shown).toBeVisible()
  return (await shown.textContent()) ?? ''
}

/** The case number once it stands on the confirmation. */
export async function caseNumber(page: Page): Promise<string> {
  const term = main(page).locator('dl div', {
    has: page.locator('dt', { hasText: /Vorgangsnummer|Case number/ }),
  })
  await expect(term).toBeVisible({ timeout: 20_000 })
  return (await term.locator('dd').first().textContent()) ?? ''
}

/** Starts to listen for the save (behind the fixed URL) that carries this text; await it after what causes it. */
export const savedWith = (page: Page, text: string) =>
  page.waitForResponse(
    (response) =>
      response.url().endsWith('/api/antrag/save') &&
      (response.request().postData() ?? '').includes(JSON.stringify(text)),
  )

/** Types an answer and waits until the server has it. */
export async function fillSaved(page: Page, key: string, value: string): Promise<void> {
  const saved = savedWith(page, value)
  await fill(page, key, value)
  await (await saved).finished()
}
