import { type Browser, expect, type Page, test } from '@playwright/test'
import { fillIn } from '../scripts/bench/fill-in.mjs'
import { openTab } from '../scripts/bench/tab.mjs'
import { restore } from './support/draft'
import { fullPerson } from './support/full'
import { control, expectPage, main, savedWith, takenOver } from './support/journey'
import { creditStart, keys, start } from './support/keys'
import { load, loadedBy, neverIdle, sum } from './support/load'

const mostScript = 152_000
const mostStyle = 12_000

const verify = process.env.VERIFY === '1'
/** Both forms, each with the pages that follow its first. */
const forms = [
  { campaign: start, later: ['immobilie', 'kosten', 'einkommen', 'kontakt', 'pruefen'] },
  { campaign: creditStart, later: ['person', 'beschaeftigung', 'kontakt', 'pruefen'] },
] as const

for (const { campaign } of forms)
  test.describe(campaign, () => {
    test('the first load of step 1 keeps its budget and asks nobody else', async ({ page, baseURL }) => {
      await neverIdle(page)
      const loaded = await load(page, campaign)
      await takenOver(page)
      const script = sum(loaded, 'script')
      const style = sum(loaded, 'stylesheet')
      console.log(
        `first load of ${campaign}: ${script} B JavaScript, ${style} B CSS (gzip), ${loaded.length} requests`,
      )
      expect(script).toBeGreaterThan(0)
      expect(script).toBeLessThanOrEqual(mostScript)
      expect(style).toBeGreaterThan(0)
      expect(style).toBeLessThanOrEqual(mostStyle)
      const origins = new Set(loaded.map(({ url }) => new URL(url).origin))
      expect([...origins]).toEqual([new URL(baseURL ?? '').origin])
    })

    test('what the idle browser loads on top is known and asks nobody else either', async ({
      page,
      baseURL,
    }) => {
      const loaded = await load(page, campaign)
      await takenOver(page)
      console.log(`${campaign} with everything that loads when idle: ${sum(loaded, 'script')} B (gzip)`)
      for (const { url } of loaded) expect(new URL(url).origin).toBe(new URL(baseURL ?? '').origin)
    })
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

// Both forms have the same program; what it weighs on later pages is asked of each with VERIFY=1.
for (const { campaign, later } of forms.filter((one) => verify || one.campaign === start)) {
  test(`later steps of ${campaign} load at most 5 kB more than step 1`, async ({
    page,
    context,
    baseURL,
  }) => {
    await neverIdle(page)
    const first = sum(await load(page, campaign), 'script')
    for (const step of verify ? later : later.slice(-2)) {
      const tab = await context.browser()?.newContext({ baseURL })
      if (!tab) throw new Error('No browser')
      const fresh = await tab.newPage()
      await neverIdle(fresh)
      const script = sum(await load(fresh, `${campaign}/${step}`), 'script')
      expect(script, step).toBeGreaterThan(0)
      expect(script, step).toBeLessThanOrEqual(first + 5_000)
      await tab.close()
    }
  })
}

const FULL = '?laenge=voll&sprache=de'

/** All script that a browser with nothing in its cache loads for what `show` opens, but for what waits until it is idle. */
async function scriptOf(browser: Browser, show: (page: Page) => Promise<unknown>): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await neverIdle(page)
  const script = sum(await loadedBy(page, () => show(page)), 'script')
  await context.close()
  return script
}

/**
 * Step 1 as whoever comes for the first time loads it; a later one by a browser with nothing in its cache that has the draft: its
 * questions are drawn, lists and certainty too. VERIFY=1: all steps, and the review, which has no questions.
 */
test('step 9 of the full form loads no more JavaScript than its step 1', async ({ browser, baseURL }) => {
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
  for (const [id, script] of Object.entries(all))
    expect(script, id).toBeLessThanOrEqual(id === 'pruefen' ? first + 5_000 : first)
})
