import { expect, type Page, test } from '@playwright/test'
import { themeStyle } from '@/lib/theme'
import { listen } from '../support/accessibility/announced'
import { axe } from '../support/accessibility/axe'
import { tabThrough } from '../support/accessibility/focus'
import { keep, Looks, provoke, settle } from '../support/accessibility/look'
import { measure, wearing } from '../support/accessibility/measure'
import { openAt, openFull } from '../support/draft'
import { fullPerson } from '../support/full'
import {
  control,
  expectPage,
  fill,
  fillAll,
  fillSaved,
  heading,
  main,
  open,
  press,
  submitButton,
} from '../support/journey'
import { keys, pages, start } from '../support/keys'
import { person } from '../support/people'

const summary = (page: Page) => main(page).locator('section.summary')

test('the focus is seen on every control, in view and covered by nothing, and leaves the page', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  await provoke(page)
  const order: string[][] = []
  for (const { window, ...media } of [
    { window: { width: 320, height: 256 }, colorScheme: 'light' },
    { window: { width: 1280, height: 640 }, colorScheme: 'dark' },
    { window: { width: 1280, height: 640 }, colorScheme: 'light', forcedColors: 'active' },
  ] as const) {
    await page.setViewportSize(window)
    await page.emulateMedia({ forcedColors: 'none', ...media })
    const { stops, wrong } = await tabThrough(page)
    expect(wrong).toEqual([])
    order.push(stops)
  }
  // The same stops in the same order, however wide the window.
  expect(order[0]?.length).toBeGreaterThan(10)
  expect(order[1]).toEqual(order[0])
  expect(order[0]?.[0]).toContain('Zum Inhalt')
})

test('each page comes with its heading in focus, its own title, from its top, and help at the same place', async ({
  page,
}) => {
  const { persona } = person('kauf-allein')
  await open(page)
  const titles: string[] = []
  const foot = () => main(page).locator('.foot').textContent()
  const before = await foot()
  for (const [at, { page: id, typed }] of persona.pages.entries()) {
    await expect(page).toHaveTitle(new RegExp(` – Schritt ${at + 1} von 6 – Musterberatung$`))
    if (at > 0) await expect(heading(page)).toBeFocused()
    titles.push(await page.title())
    expect(await foot(), id).toBe(before)
    await fillAll(page, typed)
    await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
    expect(await page.evaluate(() => scrollY)).toBe(0)
  }
  titles.push(await page.title())
  expect(new Set(titles).size).toBe(6)
  expect(await foot()).toBe(before)
})

test('errors are one announcement, the focus on their list; saving is silent, not saving is said politely', async ({
  page,
  context,
}) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  const said = await listen(page)
  await fillSaved(page, keys.kaufpreis, '345.678')
  await expect(main(page)).toContainText('Gespeichert um')
  expect((await said()).filter((text) => /speicher/i.test(text))).toEqual([])

  await submitButton(page).click()
  await expect(summary(page)).toBeFocused()
  expect(await said()).toEqual([])

  await context.setOffline(true)
  await fill(page, keys.kaufpreis, '345.679')
  await expect(main(page)).toContainText('Keine Verbindung')
  const lost = await said()
  expect(lost.filter((text) => text === 'Nicht gespeichert')).toHaveLength(1)
  expect(lost.filter((text) => text.startsWith('Keine Verbindung'))).toHaveLength(1)
  await expect(main(page).locator('[role=alert], [aria-live=assertive]')).toHaveCount(0)
  await context.setOffline(false)
})

test('with colours of the system, edges, choices, progress and pictures stay', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  await fillAll(page, { [keys.kaufpreis]: '350.000', [keys.makler]: 'ja', [keys.guthaben]: '80.000' })
  await control(page, keys.kaufpreis).focus()
  await expect(main(page)).toContainText('312.245')
  for (const media of [{ forcedColors: 'active' }, { colorScheme: 'dark', contrast: 'more' }] as const) {
    await page.emulateMedia({ forcedColors: 'none', contrast: 'no-preference', ...media })
    const lost = await main(page).evaluate((element) => {
      const edged = [...element.querySelectorAll('.box, .tile, .leading, .second, .bar > span, .figures')]
      const bare = edged.filter((one) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(one)
        const ground = getComputedStyle(document.documentElement).backgroundColor
        const hasEdge =
          borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) >= 1 && borderTopColor !== ground
        return one.checkVisibility() && !hasEdge && backgroundColor === ground
      })
      const look = (one: Element | null) =>
        one === null ? '' : `${getComputedStyle(one).borderTopColor} ${getComputedStyle(one).backgroundColor}`
      const same = (a: string, b: string) =>
        look(element.querySelector(a)) === look(element.querySelector(b)) ? [`${a} looks like ${b}`] : []
      return [
        ...bare.map((one) => `no edge: ${one.className}`),
        ...same('.tile:has(:checked)', '.tile:not(:has(:checked))'),
        ...same('.segments > [data-done]', '.segments > :not([data-done])'),
      ]
    })
    await keep(page, `costs ${Object.values(media).join(' ')}`)
    expect({ media, lost }).toEqual({ media, lost: [] })
  }
  // More contrast: hints and edges are as dark as text.
  const colours = await main(page).evaluate((element) =>
    ['h1', '.hint', '.box'].map((one) => {
      const found = element.querySelector(one)
      if (!found) return ''
      return one === '.box' ? getComputedStyle(found).borderTopColor : getComputedStyle(found).color
    }),
  )
  expect(new Set(colours).size).toBe(1)
})

test('choices, pasting, and nothing that happens by itself', async ({ page }) => {
  const { persona } = person('kauf-paar')
  await open(page)
  const address = page.url()
  // Choosing, typing and leaving a control move nobody on and open nothing (3.2.1, 3.2.2).
  for (const value of ['KAUF', 'NEUBAU', 'KAUF']) {
    await control(page, keys.zweck)
      .and(page.locator(`[value=${value}]`))
      .check()
    await expectPage(page, 'vorhaben')
  }
  expect(page.url()).toBe(address)
  expect(page.context().pages()).toHaveLength(1)
  // What a password manager or the clipboard holds can be put in: nothing is typed off, nothing is a puzzle (3.3.8).
  await openAt(page, persona, 'kontakt')
  for (const key of [keys.vorname, keys.email, keys.telefonnummer]) {
    await control(page, key).evaluate((field) => {
      const data = new DataTransfer()
      data.setData('text/plain', 'x')
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      if (!field.dispatchEvent(event)) throw new Error('pasting is refused')
    })
  }
  await expect(main(page).locator('input[type=password]')).toHaveCount(0)
})

test('nothing ends while one thinks: a day later the page still has what was typed and goes on', async ({
  page,
}) => {
  await page.clock.install()
  await open(page)
  await fillSaved(page, keys.zweck, 'KAUF')
  await fill(page, keys.zeit, 'KEIN_ZEITDRUCK')
  await expect(main(page)).toContainText(
    /Ihr Entwurf wird am .* gelöscht, frühestens 24 Stunden nach Ihrer letzten Eingabe/,
  )
  await page.clock.fastForward('23:59:00')
  await expectPage(page, 'vorhaben')
  await expect(control(page, keys.zweck).and(page.locator('[value=KAUF]'))).toBeChecked()
  await press(page, 'immobilie')
})

test('the campaign’s colours keep their contrast on every kind of control', async ({ page }) => {
  test.setTimeout(120_000)
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  await control(page, keys.makler).first().check()
  await provoke(page)
  const found: string[] = []
  // Pale, red like an error, dark, and one that no text of ours can stand on as it is.
  for (const colour of ['#FFF7C0', '#E2001A', '#0B2A6B', '#8A8A8A'])
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      await wearing(page, themeStyle({ colour, scheme: 'system', radius: 16, font: 'serif' }))
      found.push(...(await axe(page)).map((one) => `${colour}, ${scheme}: ${one}`))
    }
  expect(found).toEqual([])
})

test('a slider is moved with arrows or typed in, and says its value and what follows', async ({ page }) => {
  const { persona } = fullPerson('voll-kauf-allein')
  await openFull(page, persona, 'wuensche')
  const sliders = main(page).getByRole('slider')
  const field = (label: string) => main(page).getByRole('textbox', { name: label })
  await expect(sliders).toHaveCount(3)
  const interest = main(page).getByRole('slider', { name: 'Sollzins' })
  await expect(interest).toHaveAttribute('aria-valuetext', /noch nicht/)
  await interest.focus()
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('ArrowRight')
  await expect(field('Sollzins')).toHaveValue('0,3')
  await field('Sollzins').fill('3,5')
  await page.keyboard.press('Enter')
  await expectPage(page, 'wuensche')
  await expect(interest).toHaveAttribute('aria-valuetext', /^3,5/)
  await field('Tilgung').fill('2')
  await page.keyboard.press('Tab')
  await expect(main(page).locator('.picture [aria-live=polite]')).toContainText(/Rate/)
  await field('Tilgung').fill('99')
  await page.keyboard.press('Tab')
  await expect(field('Tilgung')).toHaveAttribute('aria-invalid', 'true')
  const looks = new Looks(page)
  await settle(page)
  for (const fold of await main(page).locator('.picture summary').all()) await fold.click()
  await looks.at('sliders', { both: true, dark: true })
  looks.end()
})

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } })
  test('every target measures 44 px', async ({ page }) => {
    const { persona } = person('kauf-allein')
    const found: string[] = []
    for (const id of [...pages, 'pruefen']) {
      if (id === 'vorhaben') await open(page)
      else await openAt(page, persona, id)
      expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true)
      if (id === 'kosten') await provoke(page)
      found.push(...(await measure(page, 44)).map((one) => `${id}: ${one}`))
    }
    await page.goto(`${start}/datenschutz`)
    found.push(...(await measure(page, 44)).map((one) => `privacy: ${one}`))
    expect(found).toEqual([])
  })
})
