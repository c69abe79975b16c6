import { type Browser, expect, type Page, test } from '@playwright/test'
import { creditPerson } from './support/credit'
import { addItems, answerPage, currentPage, fullPerson, leaves, type Typing } from './support/full'
import { expectPage, fill, open, submitButton } from './support/journey'
import { creditStart, start } from './support/keys'
import { person } from './support/people'
import { difference, shownOn, textsTranslated, translateEarly, translatePage } from './support/translator'

/**
 * A browser's translator replaces every text of the page. Two people fill in the same, one of them translated; after each press, error,
 * figure and on the review and the receipt both must read the same.
 */
const verify = process.env.VERIFY === '1'

type Walk = Typing & { campaign: string; query: string }

const short = (id: string): Walk => {
  const { persona } = person(id)
  const typed = Object.assign({}, ...persona.pages.map((one) => one.typed))
  return { id, typed, campaign: start, query: `?sprache=${persona.lang}` }
}
const full = (id: string): Walk => {
  const { persona } = fullPerson(id)
  return { id, typed: persona.typed, campaign: start, query: `?laenge=voll&sprache=${persona.lang}` }
}
const credit = (id: string): Walk => {
  const { persona, query } = creditPerson(id)
  return { id, typed: persona.typed, campaign: creditStart, query }
}

async function tabOf(browser: Browser, faults: string[]): Promise<Page> {
  const context = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin' })
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => {
    // React found the translator's texts instead of the server's, and draws the page itself.
    if (!/Minified React error #418/.test(message)) faults.push(message)
  })
  return page
}

const NUMBER = /^\d[\d.]*(,\d+)?$/

/** The first figure on the page that was typed: what follows from it is shown elsewhere. */
async function figureOn(page: Page, { typed }: Typing): Promise<[string, string] | undefined> {
  const names = await page
    .locator('main form input[inputmode=decimal][name], main form input[inputmode=numeric][name]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('name') ?? ''))
  for (const name of names) {
    const raw = typed[name]
    if (typeof raw === 'string' && NUMBER.test(raw)) return [name, raw]
  }
  return undefined
}

/** Presses the button of a page on which nothing is filled in. Where that leads on, comes back; else true: errors are shown. */
async function pressEmpty(page: Page, here: string): Promise<boolean> {
  await submitButton(page).click()
  const stays = await page.waitForFunction((id) => {
    const shown = document.querySelector<HTMLInputElement>('main input[name=page]')?.value
    if (shown !== undefined && shown !== id) return 'no'
    return document.querySelector('main section.summary') ? 'yes' : null
  }, here)
  if ((await stays.jsonValue()) === 'yes') return true
  await page.locator('main .way a').first().click()
  await expectPage(page, here)
  return false
}

const PAGES_AT_MOST = 120

for (const { name, walk, early } of [
  { name: 'short mortgage', walk: short('kauf-paar'), early: false },
  { name: 'short credit', walk: credit('kurz-angestellt-allein'), early: true },
  ...(verify
    ? [
        {
          name: 'short mortgage, translated before any script has run',
          walk: short('neubau-paar'),
          early: true,
        },
        { name: 'short credit, translated later', walk: credit('kurz-angestellt-allein'), early: false },
        { name: 'full mortgage', walk: full('voll-kauf-familie'), early: false },
        { name: 'full mortgage, translated before', walk: full('voll-kauf-familie'), early: true },
        { name: 'full credit', walk: credit('voll-rentner-modernisieren'), early: false },
      ]
    : []),
]) {
  test(`a translator changes no figure, error or line: ${name}`, async ({ browser }) => {
    test.setTimeout(900_000)
    const faults: string[] = []
    const plain = await tabOf(browser, faults)
    const translated = await tabOf(browser, faults)
    const both = <T>(act: (page: Page) => Promise<T>) => Promise.all([act(plain), act(translated)])
    const same = async (where: string) => {
      await expect
        .poll(async () => difference(...(await both(shownOn))), { message: where, timeout: 15_000 })
        .toEqual([])
      expect(faults, where).toEqual([])
    }

    if (early) await translateEarly(translated)
    await both((page) => open(page, walk.query, walk.campaign))
    if (!early) await translatePage(translated)
    await same('the first page')

    const left = [new Map(Object.entries(walk.typed)), new Map(Object.entries(walk.typed))] as const
    for (let count = 0; (await currentPage(plain)) !== 'pruefen'; count += 1) {
      expect(count).toBeLessThan(PAGES_AT_MOST)
      const here = await currentPage(plain)
      if ((await both((page) => pressEmpty(page, here)))[0]) await same(`${here}: errors`)
      await Promise.all([answerPage(plain, left[0]), answerPage(translated, left[1])])
      await both((page) => addItems(page, walk))
      await same(`${here}: filled in`)
      const figure = await figureOn(plain, walk)
      if (figure) {
        const [name, raw] = figure
        await both((page) => fill(page, name, `1${raw}`))
        await same(`${here}: ${name} changed`)
        await both((page) => fill(page, name, raw))
        await same(`${here}: ${name} as before`)
      }
      await both((page) => submitButton(page).click())
      await both((page) => leaves(page, here))
      await same(`after ${here}`)
    }
    expect(await textsTranslated(translated)).toBeGreaterThan(100)
  })
}
