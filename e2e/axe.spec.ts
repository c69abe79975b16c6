import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { caseNumber, expectPage, fillAll, main, open, press, submitButton } from './support/journey'
import { start } from './support/keys'
import { person } from './support/people'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** One line per violation, with the first places; empty = none. */
async function violations(page: Page, state: string): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: tags },
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    })
    .setLegacyMode()
    .analyze()
  return found.map(
    ({ id, help, nodes }) =>
      `${state}: ${id} (${help}) at ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(', ')}`,
  )
}

/** Nothing may be scrolled in two directions (WCAG 1.4.10). */
async function overflow(page: Page, state: string): Promise<string[]> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return wider > 0 ? [`${state}: ${wider} px wider than the window`] : []
}

for (const width of [320, 1280]) {
  test(`nothing for axe to find on any page at ${width} px`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const found: string[] = []
    const look = async (state: string) => {
      found.push(...(await violations(page, state)), ...(await overflow(page, state)))
    }
    const inTheDark = async (state: string) => {
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
      await look(`${state}, dark`)
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    }

    const { persona } = person('kauf-paar')
    await open(page)
    for (const [at, { page: id, typed }] of persona.pages.entries()) {
      await look(`${id}, empty`)
      await submitButton(page).click()
      await expect(main(page).locator('section.summary')).toBeFocused()
      await look(`${id}, with errors`)
      if (id === 'kosten') await inTheDark(`${id}, with errors`)
      await fillAll(page, typed)
      const closed = main(page).locator('details:not([open]) > summary')
      while ((await closed.count()) > 0) await closed.first().click()
      await look(`${id}, filled in and unfolded`)
      if (id === 'vorhaben') await inTheDark(`${id}, filled in`)
      await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
    }
    await look('pruefen')
    await inTheDark('pruefen')
    await submitButton(page).click()
    await expectPage(page, 'gesendet')
    await caseNumber(page)
    await look('gesendet')
    await inTheDark('gesendet')
    await page.goto(`${start}/datenschutz`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await look('datenschutz')
    await page.goto('/antrag/musterpause')
    await look('closed campaign')
    expect(found).toEqual([])
  })
}
