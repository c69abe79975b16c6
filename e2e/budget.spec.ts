import { gzipSync } from 'node:zlib'
import { type Browser, expect, type Page, type Response, test } from '@playwright/test'
import { fillIn } from '../scripts/bench/fill-in.mjs'
import { openTab } from '../scripts/bench/tab.mjs'
import { restore } from './support/draft'
import { fullPerson } from './support/full'
import { control, expectPage, main, savedWith, takenOver } from './support/journey'
import { keys, start } from './support/keys'

const mostScript = 152_000
const mostStyle = 12_000

type Loaded = { url: string; kind: string; gzip: number }

/** Bytes as they travel: what the server sent when it compressed, else what gzip makes of it. */
async function bytesOf(response: Response): Promise<Loaded> {
  const url = response.url()
  const kind = response.request().resourceType()
  const encoded = (await response.headerValue('content-encoding')) === 'gzip'
  const gzip = encoded
    ? (await response.request().sizes()).responseBodySize
    : gzipSync(await response.body(), { level: 6 }).length
  return { url, kind, gzip }
}

/** Loads the first page in a fresh context; answers with everything that came until the network was quiet. */
async function firstLoad(page: Page): Promise<Loaded[]> {
  const pending: Promise<Loaded>[] = []
  page.on('response', (response) => void pending.push(bytesOf(response)))
  await page.goto(start, { waitUntil: 'networkidle' })
  await takenOver(page)
  return Promise.all(pending)
}

const sum = (loaded: Loaded[], kind: string): number =>
  loaded.filter((one) => one.kind === kind).reduce((total, one) => total + one.gzip, 0)

test('the first load of step 1 keeps its budget and asks nobody else', async ({ page, baseURL }) => {
  // What waits for an idle browser or a first focus is not part of the first load.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
  const loaded = await firstLoad(page)
  const script = sum(loaded, 'script')
  const style = sum(loaded, 'stylesheet')
  console.log(
    `first load of step 1: ${script} B JavaScript, ${style} B CSS (gzip), ${loaded.length} requests`,
  )
  expect(script).toBeGreaterThan(0)
  expect(script).toBeLessThanOrEqual(mostScript)
  expect(style).toBeGreaterThan(0)
  expect(style).toBeLessThanOrEqual(mostStyle)
  const origins = new Set(loaded.map(({ url }) => new URL(url).origin))
  expect([...origins]).toEqual([new URL(baseURL ?? '').origin])
})

test('what the idle browser loads on top is known and asks nobody else either', async ({ page, baseURL }) => {
  const loaded = await firstLoad(page)
  console.log(`step 1 with everything that loads when idle: ${sum(loaded, 'script')} B JavaScript (gzip)`)
  for (const { url } of loaded) expect(new URL(url).origin).toBe(new URL(baseURL ?? '').origin)
})

test('native controls keep what is chosen before any script has run', async ({ page }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released
    await route.continue()
  })
  await page.goto(start, { waitUntil: 'commit' })
  await expect(main(page).getByRole('heading', { level: 1 })).toBeVisible()
  await page.locator(`[name="${keys.zweck}"][value=KAUF]`).check()
  await page.locator(`[name="${keys.zeit}"][value=DEADLINE]`).check()
  await expect(control(page, keys.zumDatum)).toHaveCount(0)
  const saved = savedWith(page, 'DEADLINE')
  release()
  // The script takes over: the question that the answer brings up appears, and both answers are saved.
  await expect(control(page, keys.zumDatum)).toBeVisible()
  await expect(page.locator(`[name="${keys.zweck}"][value=KAUF]`)).toBeChecked()
  await (await saved).finished()
  await page.reload()
  await expectPage(page, 'vorhaben')
  await expect(page.locator(`[name="${keys.zeit}"][value=DEADLINE]`)).toBeChecked()
})

test('later steps load at most 5 kB more than step 1', async ({ page, context, baseURL }) => {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
  const first = sum(await firstLoad(page), 'script')
  for (const later of ['immobilie', 'kosten', 'einkommen', 'kontakt', 'pruefen']) {
    const tab = await context.browser()?.newContext({ baseURL })
    if (!tab) throw new Error('No browser')
    const fresh = await tab.newPage()
    await fresh.addInitScript(() => {
      window.requestIdleCallback = () => 0
    })
    const pending: Promise<Loaded>[] = []
    fresh.on('response', (response) => void pending.push(bytesOf(response)))
    await fresh.goto(`${start}/${later}`, { waitUntil: 'networkidle' })
    expect(sum(await Promise.all(pending), 'script'), later).toBeLessThanOrEqual(first + 5_000)
    await tab.close()
  }
})

const FULL = '?laenge=voll&sprache=de'
const verify = process.env.VERIFY === '1'

/** All script that a browser with nothing in its cache loads for what `show` opens, but for what waits until it is idle. */
async function scriptOf(browser: Browser, show: (page: Page) => Promise<unknown>): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
  const pending: Promise<Loaded>[] = []
  page.on('response', (response) => void pending.push(bytesOf(response)))
  await show(page)
  await page.waitForLoadState('networkidle')
  const loaded = sum(await Promise.all(pending), 'script')
  await context.close()
  return loaded
}

/** Of a draft with everything before the step answered: its questions are drawn, lists and certainty too. VERIFY=1: all steps. */
test('step 9 of the full form loads at most 5 kB more JavaScript than its step 1', async ({
  browser,
  baseURL,
}) => {
  const { typed, lang } = fullPerson('voll-kauf-familie').persona
  const tab = openTab({ app: new URL(baseURL ?? '').origin, length: 'full', lang })
  const stepsOf = (pages: readonly string[]) => [...new Set(pages.map((id) => id.split('/')[0] ?? ''))]
  const come = new Set<string>()
  const pages = await fillIn(tab, {
    typed,
    until: (id) => !verify && come.add(id.split('/')[0] ?? '').size === 9,
  })
  const { draft } = tab
  tab.close()
  if (!draft) throw new Error('no draft')
  const steps = stepsOf(pages)
  expect(steps.length).toBeGreaterThanOrEqual(9)

  const first = await scriptOf(browser, (page) => page.goto(start + FULL))
  expect(first).toBeGreaterThan(100_000)
  const all: Record<string, number> = {}
  for (const id of verify ? steps : steps.slice(8))
    all[id] = await scriptOf(browser, (page) => restore(page, draft, id, FULL))
  console.log(`full form, JavaScript (gzip) of step 1: ${first} B; later: ${JSON.stringify(all)}`)
  for (const [id, script] of Object.entries(all)) expect(script, id).toBeLessThanOrEqual(first + 5_000)
})
