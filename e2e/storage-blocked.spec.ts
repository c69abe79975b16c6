import { expect, type Page, test } from '@playwright/test'
import { caseNumber, control, expectPage, fillAll, open, press, reference, send } from './support/journey'
import { keys } from './support/keys'
import { person } from './support/people'
import { caseOf } from './support/sandbox'

/** What a browser does that blocks all cookies and site data: merely reading the property throws. */
async function blockStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const denied = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
      Object.defineProperty(window, name, { configurable: true, get: denied })
    Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get: denied, set: denied })
  })
}

test('with all cookies and storage blocked nothing is lost', async ({ page, context }) => {
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  await blockStorage(page)
  const { persona, email } = person('neubau-paar')
  await open(page)
  let before: { page: string; key: string; value: string } | undefined
  for (const [at, { page: id, typed }] of persona.pages.entries()) {
    await fillAll(page, typed)
    const next = persona.pages[at + 1]?.page ?? 'pruefen'
    await press(page, next)

    // Back and forward with the browser's buttons, then a reload: each shows what was typed.
    const [key, value] = Object.entries(typed).find(([name]) => name !== keys.ort) ?? []
    if (!key || typeof value !== 'string') throw new Error(`${id} has no plain answer`)
    await page.goBack()
    await expectPage(page, id)
    await expectAnswer(page, key, value)
    await page.reload()
    await expectPage(page, id)
    await expectAnswer(page, key, value)
    await page.goForward()
    await expectPage(page, next)
    before = { page: id, key, value }
  }
  expect(before?.page).toBe('kontakt')
  await page.reload()
  await expectPage(page, 'pruefen')
  const shown = await send(page)
  const number = await caseNumber(page)
  expect((await caseOf(email)).response?.vorgangsnummer).toBe(number)
  await page.reload()
  await expectPage(page, 'gesendet')
  expect(await reference(page)).toBe(shown)
  expect(await context.cookies()).toEqual([])
  expect(failures).toEqual([])
})

async function expectAnswer(page: Page, key: string, value: string): Promise<void> {
  const field = control(page, key)
  if ((await field.first().getAttribute('type')) === 'radio')
    await expect(page.locator(`[name="${key}"][value="${value}"]`)).toBeChecked()
  else await expect(field).not.toHaveValue('')
}
