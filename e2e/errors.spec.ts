import { expect, type Page, test } from '@playwright/test'
import { openAt } from './support/draft'
import {
  control,
  expectPage,
  fill,
  fillAll,
  heading,
  main,
  open,
  press,
  submitButton,
  walkTo,
} from './support/journey'
import { keys } from './support/keys'
import { person, typedOn } from './support/people'

const summary = (page: Page) => main(page).locator('section.summary')
const field = (page: Page, key: string) => main(page).locator(`[data-key="${key}"]`)

async function atCosts(page: Page) {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  return persona
}

test('all errors of a step stand at once, lead to their fields and go away as they are mended', async ({
  page,
}) => {
  const persona = await atCosts(page)
  await fill(page, keys.kaufpreis, 'dreihunderttausend')
  await submitButton(page).click()

  await expect(summary(page)).toBeFocused()
  await expect(page).toHaveTitle(/^Fehler: /)
  await expect(summary(page).getByRole('heading')).toHaveText('Bitte prüfen Sie 2 Angaben')
  const links = summary(page).getByRole('link')
  await expect(links).toHaveCount(2)
  await expect(links.nth(0)).toContainText(/^Kaufpreis: .*Ziffern/)
  await expect(links.nth(1)).toContainText(/^Eigenkapital: .*Betrag/)
  await expect(control(page, keys.kaufpreis)).toHaveValue('dreihunderttausend')
  for (const key of [keys.kaufpreis, keys.guthaben]) {
    await expect(control(page, key)).toHaveAttribute('aria-invalid', 'true')
    const described = (await control(page, key).getAttribute('aria-describedby')) ?? ''
    const text = page.locator(
      described
        .split(' ')
        .map((id) => `[id="${id}"]`)
        .join(','),
    )
    await expect(text.filter({ hasText: 'Bitte' }).first()).toBeVisible()
  }
  await links.nth(1).click()
  await expect(control(page, keys.guthaben)).toBeFocused()

  // Live on the field that was wrong; the other one keeps its error.
  await fill(page, keys.guthaben, '80.000')
  await expect(control(page, keys.guthaben)).not.toHaveAttribute('aria-invalid', 'true')
  await expect(control(page, keys.kaufpreis)).toHaveAttribute('aria-invalid', 'true')
  await fill(page, keys.kaufpreis, '350.000')
  await expect(control(page, keys.kaufpreis)).not.toHaveAttribute('aria-invalid', 'true')
  await fillAll(page, typedOn(persona, 'kosten'))
  await press(page, 'einkommen')
  await expect(page).not.toHaveTitle(/^Fehler: /)
})

test('a warning stops nobody and stands at the field and on the review page', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await open(page)
  await walkTo(page, persona, 'kosten')
  await fillAll(page, { ...typedOn(persona, 'kosten'), [keys.kaufpreis]: '35.000.000' })
  await control(page, keys.guthaben).focus()
  await expect(field(page, keys.kaufpreis)).toContainText('Noch einmal ansehen')
  await press(page, 'einkommen')
  await fillAll(page, typedOn(persona, 'einkommen'))
  await press(page, 'kontakt')
  await fillAll(page, typedOn(persona, 'kontakt'))
  await press(page, 'pruefen')
  await expect(main(page)).toContainText('Noch einmal ansehen')
  await expect(main(page)).toContainText('Zahl der Nullen')

  // "ändern" leads back to the review.
  await main(page).getByRole('link', { name: 'Kosten ändern' }).click()
  await expectPage(page, 'kosten')
  await fill(page, keys.kaufpreis, '350.000')
  await press(page, 'pruefen')
  await expect(main(page)).not.toContainText('Zahl der Nullen')
})

test('an ambiguous amount is asked about, a short one is said in words', async ({ page }) => {
  await atCosts(page)
  await fill(page, keys.kaufpreis, '350 Tsd')
  await control(page, keys.guthaben).focus()
  await expect(field(page, keys.kaufpreis)).toContainText('350.000 Euro')

  await fill(page, keys.guthaben, '12,345')
  await submitButton(page).click()
  await expect(summary(page)).toContainText('Welcher Betrag ist gemeint?')
  const readings = field(page, keys.guthaben).getByRole('radio')
  await expect(readings).toHaveCount(2)
  await field(page, keys.guthaben)
    .getByText(/12\.345/)
    .first()
    .click()
  await expect(control(page, keys.guthaben)).toHaveValue(/^12\.?345$/)
  await press(page, 'einkommen')
})

test('errors are said in the language of the page', async ({ page }) => {
  await open(page, '?sprache=en')
  await submitButton(page).click()
  await expect(summary(page)).toBeFocused()
  await expect(page).toHaveTitle(/^Error: /)
  await expect(heading(page)).toHaveText('What are you planning?')
  await expect(summary(page)).not.toContainText('Bitte')
})

test('the figures follow the costs', async ({ page }) => {
  await atCosts(page)
  await expect(main(page)).toContainText('Sobald genug feststeht, rechnen wir hier mit')
  await fillAll(page, { [keys.kaufpreis]: '350.000', [keys.makler]: 'ja', [keys.guthaben]: '80.000' })
  await control(page, keys.kaufpreis).focus()
  await expect(main(page)).toContainText('312.245')
  await fill(page, keys.guthaben, '500.000')
  await control(page, keys.kaufpreis).focus()
  await expect(main(page)).toContainText('brauchen Sie kein Darlehen')
})
