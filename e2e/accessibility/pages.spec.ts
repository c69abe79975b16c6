import { expect, type Page, test } from '@playwright/test'
import { Looks, provoke, settle, unfoldAll } from '../support/accessibility/look'
import { currentPage, fullPerson, walkFull } from '../support/full'
import { control, expectPage, fillAll, heading, main, open, press, submitButton } from '../support/journey'
import { tabTo } from '../support/keyboard'
import { keys } from '../support/keys'
import { person } from '../support/people'

test.beforeEach(({ page }) => settle(page))

test('the short form is in order on every page, empty, with errors and filled in', async ({ page }) => {
  test.setTimeout(180_000)
  const looks = new Looks(page)
  const { persona } = person('kauf-paar')
  await open(page)
  for (const [at, { page: id, typed }] of persona.pages.entries()) {
    await looks.at(`${id}, empty`)
    const { shown } = await provoke(page)
    expect(shown, id).toBe(true)
    await looks.at(`${id}, with errors`, { both: true, dark: id === 'kosten' })
    await fillAll(page, typed)
    await unfoldAll(page)
    await looks.at(`${id}, filled in`, { dark: id === 'vorhaben' })
    await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
  }
  looks.end()
})

const items = (page: Page) => main(page).locator('section.items ul > li')

test('what the long form has of its own is in order and goes with the keyboard; what is removed comes back', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const looks = new Looks(page)
  const { persona } = fullPerson('voll-kauf-familie')
  await open(page, '?laenge=voll&sprache=de')
  await main(page).getByText('Das sollten Sie zur Hand haben').click()
  await looks.at('long form, first page')

  await walkFull(page, persona, { until: 'kosten' })
  await main(page).getByText('Ich weiß es nicht genau').click()
  await control(page, `${keys.kaufpreis}~genau`).nth(2).check()
  await expect(main(page).getByText('Wir geben weiter, dass Sie es noch nicht wissen.')).toBeVisible()
  await main(page).getByText('Alle Schritte').click()
  await expect(main(page).locator('.steps-all [aria-current=step]')).toContainText('als Nächstes')
  await looks.at('certainty, all steps', { dark: true })
  await main(page).locator('.steps-all a').nth(1).click()
  await expectPage(page, 'objekt')

  while ((await items(page).count()) === 0) {
    const here = await currentPage(page)
    await submitButton(page).click()
    await expect.poll(() => currentPage(page), { intervals: [50] }).not.toBe(here)
  }
  const overview = await currentPage(page)
  const one = items(page).first()
  await expect(items(page)).toHaveCount(2)
  await looks.at('list', { dark: true })

  // From here on by keyboard alone.
  await tabTo(page, ({ text }) => text === 'entfernen')
  await page.keyboard.press('Enter')
  await expect(one.getByRole('group')).toBeFocused()
  await looks.at('list, asks before it removes')
  await tabTo(page, ({ text }) => text === 'Behalten')
  await page.keyboard.press('Enter')
  await expect(one.getByRole('button')).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(page, ({ text }) => text === 'Entfernen')
  await page.keyboard.press('Enter')
  await expect(items(page)).toHaveCount(1)
  await expect(main(page).locator('.notice')).toBeFocused()
  await looks.at('list, removed')
  await tabTo(page, ({ text }) => text === 'Rückgängig')
  await page.keyboard.press('Enter')
  await expect(items(page)).toHaveCount(2)
  await expect(one).toContainText('vollständig')
  expect(await currentPage(page)).toBe(overview)
  await heading(page).focus()
  await tabTo(page, ({ kind, text }) => kind === 'a' && text === 'ändern')
  await page.keyboard.press('Enter')
  await expect(main(page).getByText('Zur Übersicht')).toBeVisible()
  await expect(heading(page)).toBeFocused()
  await looks.at('item')
  looks.end()
})
