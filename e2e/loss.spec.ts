import { type Browser, type BrowserContext, expect, type Page, type Request, test } from '@playwright/test'
import type { FullPersona } from '@/lib/forms/baufinanzierung/personas/full'
import { restore } from './support/draft'
import {
  addItems,
  answerPage,
  currentPage,
  fullGolden,
  fullPerson,
  leaves,
  withPlainReferences,
} from './support/full'
import { control, expectPage, main, open, send, submitButton, takenOver, walkTo } from './support/journey'
import { keys } from './support/keys'
import { type OwnApp, startOwnApp } from './support/own-app'
import { goldenDocument, person, withoutIds } from './support/people'
import { caseOf } from './support/sandbox'

/**
 * "A reload, a crash of the tab, a server restart and a new build between any two steps lose at most two seconds of typing." Each strikes
 * between filling in a page and the next one: by turns in the default run, all four on every page with VERIFY=1. What stands in the
 * controls before and after is compared; at the end, the case.
 */
const events = ['reload', 'crash', 'restart', 'build'] as const
type Event = (typeof events)[number]
const verify = process.env.VERIFY === '1'
/** The page's clock, not ours, so that a slow machine has no say. */
const PROMISED_MS = 2_000

let app: OwnApp
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startOwnApp()
})
test.afterAll(() => app.close())

const underWay = new WeakMap<Page, Set<Request>>()

function watched(page: Page): Page {
  const open = new Set<Request>()
  underWay.set(page, open)
  page.on('request', (request) => request.method() === 'POST' && open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('load', () => open.clear())
  return page
}

/** Nothing is under way to the server, and nothing follows at once. */
async function settled(page: Page): Promise<void> {
  for (let calm = 0; calm < 3; ) {
    await page.evaluate(() => new Promise((done) => queueMicrotask(() => done(null))))
    calm = underWay.get(page)?.size === 0 ? calm + 1 : 0
  }
}

/** As long after the last key as may be lost. */
async function promised(page: Page): Promise<void> {
  await page.clock.runFor(PROMISED_MS)
  await settled(page)
}

async function newTab(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: app.url })
  await context.clock.install()
  return { context, page: watched(await context.newPage()) }
}

type Tab = { context: BrowserContext; page: Page; persona: FullPersona }
type Held = Readonly<Record<string, string>>

/** What the person typed as it stands in the controls of the page, by name; what the form prefills may follow from it. */
const held = (page: Page, { typed }: FullPersona): Promise<Held> =>
  main(page)
    .locator('form')
    .first()
    .evaluate(
      (form: HTMLFormElement, keys) =>
        Object.fromEntries(
          [...new FormData(form)].flatMap(([name, value]) =>
            keys.includes(name) || keys.includes(name.replace(/\.(wert|einheit)$/, ''))
              ? [[name, String(value)]]
              : [],
          ),
        ),
      Object.keys(typed),
    )

/** The page as it was left, with every answer. */
async function isBack({ page, persona }: Tab, here: string, before: Held): Promise<void> {
  await expectPage(page, here)
  await takenOver(page)
  await expect.poll(() => held(page, persona), { message: here }).toEqual(before)
}

/** The tab dies with its memory and its storage; the browser restores it from its history. */
async function crashed(context: BrowserContext, page: Page, here: string): Promise<Page> {
  const query = new URL(page.url()).search
  const { secret, revision } = await page.evaluate(() => history.state.antrag)
  const died = page.waitForEvent('crash')
  page.goto('chrome://crash').catch(() => undefined)
  await died
  await page.close()
  const again = watched(await context.newPage())
  await restore(again, { secret, revision }, here, query)
  return again
}

/** Goes back from the next page and finds all of it: so it is stored, and not only still on screen. */
async function isStored(tab: Tab, here: string, before: Held): Promise<void> {
  await tab.page.goBack()
  await isBack(tab, here, before)
}

/** What is typed on the page outlives the event; answers with the tab to go on in. */
async function strike(event: Event, tab: Tab, here: string): Promise<Tab> {
  const { context, page, persona } = tab
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  const before = await held(page, persona)
  switch (event) {
    case 'reload':
      // Leaving saves at once; only before the first save is answered does the tab not know yet where.
      if (!(await page.evaluate(() => history.state?.antrag))) await promised(page)
      await page.reload()
      await isBack(tab, here, before)
      return tab
    case 'crash': {
      await promised(page)
      const again = { ...tab, page: await crashed(context, page, here) }
      await isBack(again, here, before)
      return again
    }
    case 'restart':
      await app.kill()
      await submitButton(page).click()
      await expect(main(page)).toContainText('Keine Verbindung')
      expect(await currentPage(page)).toBe(here)
      expect(await held(page, persona)).toEqual(before)
      await app.start()
      await submitButton(page).click()
      await leaves(page, here)
      await isStored(tab, here, before)
      return tab
    case 'build': {
      await app.deploy()
      const loaded = page.waitForEvent('load')
      await submitButton(page).click()
      await loaded
      await leaves(page, here)
      await takenOver(page)
      await isStored(tab, here, before)
      return tab
    }
  }
}

/** Fills in the form page by page, each struck by the event whose turn it is, with VERIFY=1 by all. Answers with the last page. */
async function walkStruck(tab: Tab): Promise<Page> {
  const left = new Map(Object.entries(tab.persona.typed))
  let now = tab
  for (let turn = 1; ; turn += 1) {
    const here = await currentPage(now.page)
    if (here === 'pruefen') return now.page
    await answerPage(now.page, left)
    await addItems(now.page, now.persona)
    const byTurn = events.filter((_, at) => at === turn % events.length)
    for (const event of verify ? events : byTurn)
      await test.step(`${event} on ${here}`, async () => {
        now = await strike(event, now, here)
      })
    await submitButton(now.page).click()
    await leaves(now.page, here)
  }
}

test('short form: reload, crash, restart and a new build between the steps lose nothing', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const { persona, email } = person('kauf-allein')
  const tab = await newTab(browser)
  await open(tab.page)
  const typed = Object.assign({}, ...persona.pages.map((one) => one.typed))
  const page = await walkStruck({ ...tab, persona: { ...persona, says: '', typed } })
  await send(page)
  const { request } = await caseOf(email)
  expect(withoutIds(request.kundenangaben)).toEqual(goldenDocument(persona.id, email))
  await tab.context.close()
})

if (verify)
  test('full form: the same, lists and the pages of their items included', async ({ browser }) => {
    test.setTimeout(1_800_000)
    const { persona, email, emails } = fullPerson('voll-kauf-allein')
    const tab = await newTab(browser)
    await open(tab.page, '?laenge=voll&sprache=de')
    const page = await walkStruck({ ...tab, persona })
    await send(page)
    const { request } = await caseOf(email)
    expect(withPlainReferences(withoutIds(request.kundenangaben))).toEqual(
      withPlainReferences(fullGolden(persona.id, emails)),
    )
    await tab.context.close()
  })

test('who keeps typing when the tab crashes loses at most two seconds of it', async ({ browser }) => {
  const { persona } = person('kauf-allein')
  const { context, page } = await newTab(browser)
  await open(page)
  await walkTo(page, persona, 'immobilie')
  await control(page, keys.ort).fill('')
  await page.clock.pauseAt(Date.now() + 60_000)
  const every = 250
  const text = 'Neustadt an der Weinstraße'
  for (const letter of text) {
    await page.keyboard.type(letter)
    await page.clock.runFor(every)
  }
  await settled(page)
  await page.clock.resume()
  const again = await crashed(context, page, 'immobilie')
  const kept = await control(again, keys.ort).inputValue()
  expect(text.slice(0, kept.length)).toBe(kept)
  expect(text.length - kept.length).toBeLessThanOrEqual(PROMISED_MS / every)
  await takenOver(again)
  await walkTo(again, { ...persona, pages: persona.pages.slice(1) }, 'kosten')
  await context.close()
})

test('typed while nothing answers, it is saved by itself once a new build does; what that no longer has is loaded anew', async ({
  browser,
}) => {
  const { persona } = person('kauf-allein')
  const { context, page } = await newTab(browser)
  await open(page)
  await walkTo(page, persona, 'immobilie')
  await app.kill()
  await control(page, keys.ort).fill('Deutz')
  await expect(main(page)).toContainText('Keine Verbindung')
  await app.deploy()
  await page.clock.runFor(5_000)
  await expect(main(page)).not.toContainText('Keine Verbindung')

  const later = main(page).getByRole('button', { name: 'Später weitermachen' })
  const loaded = page.waitForEvent('load')
  await later.click()
  await loaded
  await expectPage(page, 'immobilie')
  await takenOver(page)
  await expect(control(page, keys.ort)).toHaveValue('Deutz')
  await later.click()
  await expect(main(page).getByRole('button', { name: 'Link schicken' })).toBeVisible()
  await context.close()
})
