import { test } from '@playwright/test'
import { caseNumber, expectPage, fillAll, open, press, submitButton } from './support/journey'
import { start } from './support/keys'
import { person } from './support/people'

for (const width of [360, 1280]) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`screens at ${width} px, ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
      await page.emulateMedia({ colorScheme: scheme })
      let count = 0
      const shoot = async (name: string) => {
        count += 1
        const path = `test-results/screens/${width}-${scheme}-${String(count).padStart(2, '0')}-${name}.png`
        await page.screenshot({ path, fullPage: true })
      }
      const { persona } = person('kauf-paar')
      await open(page)
      for (const [at, { page: id, typed }] of persona.pages.entries()) {
        await shoot(`${id}-empty`)
        await submitButton(page).click()
        await page.locator('section.summary').waitFor()
        await shoot(`${id}-errors`)
        await fillAll(page, typed)
        await page.keyboard.press('Tab')
        await shoot(`${id}-filled`)
        await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
      }
      await shoot('pruefen')
      await submitButton(page).click()
      await expectPage(page, 'gesendet')
      await shoot('gesendet-waiting')
      await caseNumber(page)
      await shoot('gesendet')
      await page.goto(`${start}/datenschutz`)
      await shoot('datenschutz')
    })
  }
}
