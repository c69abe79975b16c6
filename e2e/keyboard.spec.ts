import { expect, type Page, test } from '@playwright/test'
import { openAt } from './support/draft'
import { caseNumber, expectPage, heading, main, open } from './support/journey'
import { focus, tabTo } from './support/keyboard'
import { person, type Typed } from './support/people'
import { caseOf } from './support/sandbox'

/** Space chooses the first of a group, arrows the others: as browsers do it. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.keyboard.press('Space')
  for (let turn = 0; (await focus(page)).value !== value; turn += 1) {
    if (turn > 20) throw new Error(`${value} is not among the choices of ${name}`)
    await page.keyboard.press('ArrowDown')
  }
}

/** A page from its heading to its button; a question is answered when the Tab key reaches it. */
async function byKeyboard(page: Page, typed: Typed): Promise<void> {
  for (const [name, text] of Object.entries(typed)) {
    if (typeof text !== 'string') throw new Error('This persona types plain texts only')
    await expect(main(page).locator(`[name="${name}"]`).first()).toBeVisible()
    await tabTo(page, (at) => at.name === name)
    if ((await focus(page)).kind === 'radio') await choose(page, name, text)
    else {
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.type(text)
    }
  }
  await tabTo(page, (at) => at.kind === 'button' && /^(Weiter|Unverbindlich)/.test(at.text))
}

test('the whole journey works with the keyboard alone', async ({ page }) => {
  const { persona, email } = person('kauf-paar')
  await open(page)
  for (const [at, { page: id, typed }] of persona.pages.entries()) {
    // Nothing answered: Enter on the button shows all errors, and the focus goes to their summary.
    if (at > 0) await expect(heading(page)).toBeFocused()
    await tabTo(page, ({ kind, text }) => kind === 'button' && text.startsWith('Weiter'))
    await page.keyboard.press('Enter')
    await expect(main(page).locator('section.summary')).toBeFocused()
    // The first link leads to the first control that wants something.
    await page.keyboard.press('Tab')
    expect((await focus(page)).kind).toBe('a')
    await page.keyboard.press('Enter')
    const [wanted] = Object.keys(typed)
    expect((await focus(page)).name, `first error on ${id}`).not.toBe('')
    expect(wanted).toBeDefined()
    // From the heading on, as the Tab key goes.
    await heading(page).focus()
    await byKeyboard(page, typed)
    await page.keyboard.press('Enter')
    await expectPage(page, persona.pages[at + 1]?.page ?? 'pruefen')
  }
  await expect(heading(page)).toBeFocused()
  await tabTo(page, ({ kind, text }) => kind === 'button' && text === 'Unverbindlich absenden')
  await page.keyboard.press('Enter')
  await expectPage(page, 'gesendet')
  const { strict, response } = await caseOf(email)
  expect(strict?.valid).toBe(true)
  expect(await caseNumber(page)).toBe(response?.vorgangsnummer)
})

test('the language, the way back and "ändern" are reached and lead on with the keyboard', async ({
  page,
}) => {
  const { persona } = person('kapital-allein')
  await openAt(page, persona, 'pruefen')
  await heading(page).focus()
  await tabTo(page, ({ kind, text }) => kind === 'a' && text === 'ändern')
  await page.keyboard.press('Enter')
  await expectPage(page, 'vorhaben')
  await expect(heading(page)).toBeFocused()
  await tabTo(page, ({ kind, text }) => kind === 'button' && text.startsWith('Weiter'))
  await page.keyboard.press('Enter')
  await expectPage(page, 'pruefen')
  await page.keyboard.press('Shift+Tab')
  expect((await focus(page)).text).toContain('Zurück')
  await page.keyboard.press('Enter')
  await expectPage(page, 'kontakt')
})
