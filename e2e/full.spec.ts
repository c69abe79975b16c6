import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { currentPage, fullPerson, walkFull } from './support/full'
import { control, expectPage, main, open, submitButton } from './support/journey'
import { keys, start } from './support/keys'

const german = '?laenge=voll&sprache=de'
const items = (page: Page) => main(page).locator('section.items ul > li')

/** Nothing for axe to find, and nothing to scroll sideways. */
async function isSound(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] },
      rules: { 'target-size': { enabled: true } },
    })
    .setLegacyMode()
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join(', ')}`)
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect({ state, found, wider }).toEqual({ state, found: [], wider: 0 })
  const folder = process.env.SCREENS
  if (folder)
    await page.screenshot({ path: `${folder}/${state.replaceAll(/\W+/g, '-')}.png`, fullPage: true })
}

for (const width of [320, 1280]) {
  test(`lists, certainty, all steps: each sound at ${width} px, and what is removed comes back`, async ({
    page,
  }) => {
    test.setTimeout(300_000)
    await page.setViewportSize({ width, height: 800 })
    const scheme = width === 320 ? ('dark' as const) : ('light' as const)
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: scheme })
    const { persona } = fullPerson('voll-kauf-familie')
    await open(page, german)
    await main(page).getByText('Das sollten Sie zur Hand haben').click()
    await isSound(page, `first step ${width}`)

    await walkFull(page, persona, { until: 'kosten' })
    await main(page).getByText('Ich weiß es nicht genau').click()
    await control(page, `${keys.kaufpreis}~genau`).nth(2).check()
    await expect(main(page).getByText('Wir geben weiter, dass Sie es noch nicht wissen.')).toBeVisible()
    await isSound(page, `certainty ${width}`)

    await main(page).getByText('Alle Schritte').click()
    await expect(main(page).locator('.steps-all [aria-current=step]')).toContainText('als Nächstes')
    await isSound(page, `all steps ${width}`)
    await main(page).locator('.steps-all a').nth(1).click()
    await expectPage(page, 'objekt')

    while ((await items(page).count()) === 0) {
      const here = await currentPage(page)
      await submitButton(page).click()
      await expect.poll(() => currentPage(page)).not.toBe(here)
    }
    const overview = await currentPage(page)
    await expect(items(page)).toHaveCount(2)
    await isSound(page, `list ${width}`)
    await items(page).first().getByRole('button').click()
    await expect(items(page).first().getByRole('group')).toBeFocused()
    await isSound(page, `list asks ${width}`)
    await items(page).first().getByRole('button', { name: 'Behalten' }).click()
    await expect(items(page).first().getByRole('button')).toBeFocused()
    await items(page).first().getByRole('button').click()
    await items(page).first().getByRole('button', { name: 'Entfernen' }).click()
    await expect(items(page)).toHaveCount(1)
    await expect(main(page).locator('.notice')).toBeFocused()
    await isSound(page, `list removed ${width}`)
    await main(page).getByRole('button', { name: 'Rückgängig' }).click()
    await expect(items(page)).toHaveCount(2)
    await expect(items(page).first()).toContainText('vollständig')
    expect(await currentPage(page)).toBe(overview)

    await items(page).first().getByRole('link').click()
    await expect(main(page).getByText('Zur Übersicht')).toBeVisible()
    await isSound(page, `item ${width}`)
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('the long form says so kindly and leads to the short one', async ({ page }) => {
    await page.goto(start + german)
    await main(page).getByRole('link', { name: 'Zur kurzen Anfrage' }).click()
    expect(new URL(page.url()).searchParams.get('laenge')).toBe('kurz')
    await expect(control(page, keys.zweck).first()).toBeVisible()
  })
})
