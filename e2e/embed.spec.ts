import { expect, type FrameLocator, type Page, test } from '@playwright/test'
import { type ForeignSite, foreignSite } from './support/foreign-page'
import { keys } from './support/keys'
import { person, type Typed, typedOn } from './support/people'
import { caseOf } from './support/sandbox'

const app = new URL(process.env.BASE_URL ?? 'http://localhost:3000').origin
const script = `<script async src="${app}/embed.js"></script>`
const form = (more = '') =>
  `<selbstauskunft-form campaign="musterberatung" data-datalayer="true" ${more}></selbstauskunft-form>`
const tall = '<div style="height:1500px">…</div>'

let site: ForeignSite
test.beforeAll(async () => {
  site = await foreignSite({
    '/': { body: `<h1>Haus kaufen</h1>${script}${form()}<p id="below">darunter</p>` },
    '/oben': { body: `${tall}${script}${form('offset="80"')}${tall}` },
    '/zweimal': {
      body: `${script}${form()}<script async src="${app}/embed/v1.js"></script><div data-selbstauskunft="musterkredit"></div>`,
    },
    '/dialog': { body: `${script}${form('mode="dialog"')}` },
    '/eng': { body: `${script}<div id="eng" style="max-height:200px;overflow:hidden">${form()}</div>` },
    '/streng': {
      body: `${script}${form()}`,
      headers: { 'content-security-policy': `default-src 'none'; script-src ${app}; frame-src ${app}` },
    },
    '/gesperrt': {
      body: `${script}${form()}`,
      headers: { 'content-security-policy': `default-src 'none'; script-src ${app}` },
    },
    '/isoliert': {
      body: `${script}${form()}`,
      headers: {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      },
    },
    '/sandkasten': {
      body: `<iframe id="f" sandbox="allow-scripts allow-forms allow-popups" src="${app}/antrag/musterberatung" width="400" height="600"></iframe>`,
    },
    '/spaeter': { body: `${script}<main></main>` },
  })
})
test.afterAll(() => site.close())

/** Keeps what the page hears, from its very beginning. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    for (const type of ['ready', 'height', 'step', 'started', 'submitted', 'error'])
      addEventListener(`selbstauskunft:${type}`, (event) =>
        heard.push({ type, ...(event as CustomEvent).detail }),
      )
  })
}
type Heard = { type: string; [name: string]: unknown }
const heard = (page: Page, type: string): Promise<Heard[]> =>
  page.evaluate(
    (wanted) => (window as unknown as { heard: Heard[] }).heard.filter((one) => one.type === wanted),
    type,
  )

const inside = (page: Page, host = 'selbstauskunft-form'): FrameLocator =>
  page.locator(`${host} iframe`).contentFrame()
const button = (frame: FrameLocator) => frame.locator('main button[type=submit]')

async function type(frame: FrameLocator, typed: Typed): Promise<void> {
  for (const [key, raw] of Object.entries(typed)) {
    const parts =
      typeof raw === 'string'
        ? { [key]: raw }
        : Object.fromEntries(Object.entries(raw).map(([part, text]) => [`${key}.${part}`, text]))
    for (const [name, text] of Object.entries(parts)) {
      const control = frame.locator(`[name="${name}"]`).first()
      const folded = frame.locator('details:not([open])', { has: frame.locator(`[name="${name}"]`) })
      await control.waitFor({ state: 'attached' })
      if ((await folded.count()) > 0) await folded.first().locator('> summary').click()
      const kind = await control.evaluate((element) =>
        element instanceof HTMLInputElement ? element.type : element.localName,
      )
      if (kind === 'radio') await frame.locator(`[name="${name}"][value="${text}"]`).check()
      else if (kind === 'select') await control.selectOption(text)
      else await control.fill(text)
    }
  }
}

/** The frame is as high as what stands in it: nothing is cut off, nothing is left over. */
async function expectFits(page: Page): Promise<void> {
  await expect(async () => {
    const outer = await page
      .locator('selbstauskunft-form iframe')
      .evaluate((frame) => frame.getBoundingClientRect().height)
    const inner = await inside(page)
      .locator('#rahmen')
      .evaluate((content) => content.getBoundingClientRect().height)
    expect(Math.abs(outer - inner)).toBeLessThanOrEqual(2)
  }).toPass()
}

test('a whole enquiry in a foreign page: height, events, attribution, and no cookie', async ({
  page,
  context,
}) => {
  await listen(page)
  await context.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const { persona, email } = person('kauf-allein')
  await page.goto(`${site.origin}/?utm_campaign=Sommer&utm_term=Hausbau&gclid=klick-1`)
  const frame = inside(page)
  await expect(frame.locator('h1')).toBeVisible()
  await expectFits(page)
  await expect(frame.locator('header')).toHaveCount(0)
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
  await button(frame).click()
  await expect(frame.locator('.summary')).toBeVisible()
  await expectFits(page)
  for (const one of persona.pages) {
    await expect(frame.locator('input[name=page]')).toHaveValue(one.page)
    await type(frame, one.page === 'kontakt' ? { ...one.typed, [keys.email]: email } : one.typed)
    await button(frame).click()
    if (one !== persona.pages.at(-1))
      await expect(frame.locator('input[name=page]')).not.toHaveValue(one.page)
    await expectFits(page)
  }
  await expect(frame.locator('h1')).toHaveText('Stimmt alles?')
  await button(frame).click()
  await expect(frame.locator('[data-lead]')).toBeVisible()
  await expectFits(page)

  const { request } = await caseOf(email)
  expect(request.importMetadaten.leadtracking).toEqual({
    kampagne: 'Sommer',
    keyword: 'Hausbau',
    trackingId: 'klick-1',
  })
  expect(await heard(page, 'started')).toHaveLength(1)
  const [sent, ...more] = await heard(page, 'submitted')
  expect(more).toEqual([])
  expect(sent?.lead).toMatch(/^[0-9a-f-]{36}$/)
  expect(await heard(page, 'error')).toEqual([{ type: 'error', code: 'invalid' }])
  expect((await heard(page, 'step')).map(({ name }) => name)).toEqual([
    'start',
    'immobilie',
    'kosten',
    'einkommen',
    'kontakt',
    'pruefen',
    'gesendet',
  ])
  const layer = await page.evaluate(() =>
    JSON.stringify((window as unknown as { dataLayer: unknown }).dataLayer),
  )
  expect(layer).toContain('"selbstauskunft_submitted"')
  for (const word of [email, 'SA-', 'Erika']) expect(layer).not.toContain(word)
  expect(await context.cookies()).toEqual([])
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(shifts.filter((value) => value > 0.1)).toEqual([])
})

test('a page that is not allowed is refused, and the self-test says why', async ({ page, request }) => {
  const document = await request.get(`${app}/antrag/musterpause`, { headers: { 'sec-fetch-dest': 'iframe' } })
  expect(document.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  const own = await request.get(`${app}/antrag/musterberatung`)
  expect(own.headers()['content-security-policy']).toContain(
    "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*;",
  )
  await page.goto(`${app}/einbetten/musterberatung/pruefen?seite=https://www.firma.example/x`)
  await expect(page.locator('[data-check=missing]')).toContainText('https://www.firma.example')
  await page.goto(`${app}/einbetten/musterberatung/pruefen?seite=${site.origin}`)
  await expect(page.locator('[data-check=allowed]')).toBeVisible()
})

test('two inclusions load once, two campaigns do not mix', async ({ page }) => {
  await page.goto(`${site.origin}/zweimal`)
  await expect(inside(page).locator('input[name=page]')).toHaveValue('vorhaben')
  await expect(inside(page, '[data-selbstauskunft]').locator('input[name=page]')).toHaveValue('kreditwunsch')
  await expect(page.locator('iframe')).toHaveCount(2)
})

test('the dialog keeps and gives back the focus, and Back closes it', async ({ page }) => {
  await page.goto(`${site.origin}/dialog`)
  const open = page.getByRole('button', { name: 'Anfrage starten' })
  await open.click()
  await expect(page.locator('dialog')).toBeVisible()
  await expect(inside(page).locator('h1')).toBeVisible()
  await page.goBack()
  await expect(page.locator('dialog')).toBeHidden()
  await expect(open).toBeFocused()
  await open.click()
  await page.getByRole('button', { name: 'Schließen' }).click()
  await expect(page.locator('dialog')).toBeHidden()
})

test('a form below is brought into view when its step changes', async ({ page }) => {
  await page.goto(`${site.origin}/oben`)
  const frame = inside(page)
  await expect(frame.locator('h1')).toBeAttached()
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await type(frame, typedOn(person('kauf-allein').persona, 'vorhaben'))
  await button(frame).click()
  await expect(frame.locator('input[name=page]')).toHaveValue('immobilie')
  const top = () =>
    page.locator('selbstauskunft-form iframe').evaluate((element) => element.getBoundingClientRect().top)
  await expect.poll(top).toBeGreaterThanOrEqual(0)
  await expect.poll(top).toBeLessThan(400)
})

test('what cuts the form off is said in the console', async ({ page }) => {
  const said = page.waitForEvent('console', (message) => message.text().includes('cuts the form off'))
  await page.goto(`${site.origin}/eng`)
  await said
})

for (const path of ['/streng', '/isoliert'])
  test(`the form stands in a page of its own policy (${path})`, async ({ page }) => {
    await page.goto(site.origin + path)
    await expect(inside(page).locator('h1')).toBeVisible()
    await expectFits(page)
  })

test('a page that holds the frame back shows a link', async ({ page }) => {
  await page.clock.install()
  await page.goto(`${site.origin}/gesperrt`)
  await page.locator('selbstauskunft-form iframe').waitFor({ state: 'attached' })
  await page.clock.runFor(8_500)
  await expect(page.getByRole('link', { name: 'Formular in neuem Fenster öffnen' })).toBeVisible()
})

test('a frame without its origin offers the new window', async ({ page }) => {
  await page.goto(`${site.origin}/sandkasten`)
  const frame = page.locator('#f').contentFrame()
  await expect(frame.getByRole('link', { name: 'Formular in neuem Fenster öffnen' }).first()).toBeVisible()
})

test('a form that an app inserts later is found', async ({ page }) => {
  await page.goto(`${site.origin}/spaeter`)
  await page.evaluate(() => {
    document
      .querySelector('main')
      ?.insertAdjacentHTML(
        'beforeend',
        '<selbstauskunft-form campaign="musterberatung"></selbstauskunft-form>',
      )
  })
  await expect(inside(page).locator('h1')).toBeVisible()
})
