import { randomUUID } from 'node:crypto'
import { expect, type Page, type Route, test } from '@playwright/test'
import { actionId } from '../scripts/actions.mjs'
import { openAt, restore, save } from './support/draft'
import { call, firstPage, ours } from './support/http'
import {
  caseNumber,
  control,
  expectPage,
  fill,
  fillSaved,
  main,
  press,
  reference,
  savedWith,
  send,
  submitButton,
  takenOver,
} from './support/journey'
import { keys, start } from './support/keys'
import { person } from './support/people'
import { caseOf, casesOf } from './support/sandbox'

/** Faults of trust.md §3 that a person meets in the browser, as far as drafts.spec.ts does not show them. */
const isAction = (route: Route): boolean => route.request().headers()['next-action'] !== undefined
const addresses = '**/antrag/**'

/** Strikes the form's actions until it is taken away; everything else passes. */
async function strike(page: Page, how: (route: Route) => Promise<void>): Promise<void> {
  await page.route(addresses, (route) => (isAction(route) ? how(route) : route.fallback()))
}

/** The review page of a person of this test's own, whose answers were stored before. */
async function atReview(page: Page): Promise<{ email: string }> {
  const { persona, email } = person('kauf-allein')
  await openAt(page, persona, 'pruefen')
  return { email }
}

test('too much text is said before it is sent, stays where it is, and can be shortened', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kontakt')
  const refused: number[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(response.status())
  })
  const long = 'Lange Worte. '.repeat(25_000)
  await fill(page, keys.weitereKontaktmoeglichkeiten, long)
  await expect(main(page)).toContainText('zu lang, um sie zu speichern')
  await expect(control(page, keys.weitereKontaktmoeglichkeiten)).toHaveValue(long.trimEnd().concat(' '))
  expect(refused).toEqual([])
  await fillSaved(page, keys.weitereKontaktmoeglichkeiten, 'Abends')
  await expect(main(page)).not.toContainText('zu lang, um sie zu speichern')
})

test('Enter and a click at once send once', async ({ page }) => {
  const { email } = await atReview(page)
  await submitButton(page).focus()
  await Promise.all([page.keyboard.press('Enter'), submitButton(page).click({ force: true })])
  await expectPage(page, 'gesendet')
  await caseNumber(page)
  expect(await casesOf(email)).toHaveLength(1)
})

test('after sending, reload, Back and coming back show the receipt and no form', async ({ page }) => {
  const { email } = await atReview(page)
  const shown = await send(page)
  await page.reload()
  await expectPage(page, 'gesendet')
  expect(await reference(page)).toBe(shown)
  const number = await caseNumber(page)
  await page.reload()
  expect(await caseNumber(page)).toBe(number)

  await page.goBack()
  await expect(main(page)).toContainText(shown)
  await expect(main(page).locator('button.leading')).toHaveCount(0)

  // Away and back: from the browser's cache of pages or anew, both show the same.
  await page.goto('/sicherheit')
  await page.goBack()
  await expect(main(page)).toContainText(shown)
  await expect(main(page).locator('button.leading')).toHaveCount(0)
  await caseOf(email)
  expect(await casesOf(email)).toHaveLength(1)
})

test('what this browser knows of a draft is gone once it is sent', async ({ page, context }) => {
  await atReview(page)
  const secret = await page.evaluate(() => String(history.state.antrag.secret))
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain(secret)
  await send(page)
  await expect
    .poll(() => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])))
    .not.toContain(secret)
  expect(await context.cookies()).toEqual([])
  const databases = await page.evaluate(async () => [
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ])
  expect(databases).toEqual([0, 0])
})

test('an answer that is lost after sending: the fixed address finds the same submission', async ({
  page,
}) => {
  const { email } = await atReview(page)
  await strike(page, async (route) => {
    // The server has it (and asks for no work first), the browser never hears of it.
    const postData = (route.request().postData() ?? '').replace(',"proof":"able"', '')
    expect(await (await route.fetch({ postData })).text()).toContain('"kind":"sent"')
    await route.abort('connectionreset')
  })
  await send(page)
  await caseOf(email)
  expect(await casesOf(email)).toHaveLength(1)
})

test('offline while sending: it is sent by itself once the network is back', async ({ page, context }) => {
  const { email } = await atReview(page)
  await context.setOffline(true)
  await submitButton(page).click()
  await expect(main(page)).toContainText('Keine Verbindung')
  await expectPage(page, 'pruefen')
  await context.setOffline(false)
  await expectPage(page, 'gesendet')
  await caseOf(email)
  expect(await casesOf(email)).toHaveLength(1)
})

test('a tab that crashes in the middle of a page comes back with what was typed', async ({
  page,
  context,
}) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  await fillSaved(page, keys.kaufpreis, '345.678')
  const { antrag } = await page.evaluate(() => history.state)
  const crashed = page.waitForEvent('crash')
  page.goto('chrome://crash').catch(() => undefined)
  await crashed
  const again = await context.newPage()
  await restore(again, antrag, 'kosten')
  await expect(control(again, keys.kaufpreis)).toHaveValue('345.678')
})

/** Calls the action behind the leading button of the review page as a program would; answers with Flight's text. */
async function submitted(body: object): Promise<string> {
  const id = actionId('submitDraft')
  const headers = { ...ours, 'content-type': 'text/plain;charset=UTF-8', 'next-action': id }
  return (await call({ headers, body: JSON.stringify([body]) })).text
}

test('replayed, reordered and skipped steps change and create nothing', async () => {
  const { token, html } = await firstPage()
  const change = (from: string | null, to: string) => [{ key: keys.zweck, from, to }]
  const first = await save({ token, changes: change(null, 'KAUF') })
  if (first.kind !== 'saved') throw new Error(first.kind)
  const { secret, revision } = first.draft
  const known = { token, secret }

  const replayed = await save({ ...known, changes: change(null, 'KAUF') })
  expect(replayed).toMatchObject({ kind: 'saved', draft: { revision } })
  await save({ ...known, changes: change('KAUF', 'NEUBAU') })
  // An older save that arrives after a newer one is a question, never an overwriting.
  expect((await save({ ...known, changes: change(null, 'KAUF') })).kind).toBe('conflict')
  const stands = await save({ ...known, intent: 'load' })
  expect(JSON.stringify(stands)).toContain('NEUBAU')

  // Nobody gets ahead: the first page that is open is shown, and a later one that is posted is not passed.
  for (const page of ['kontakt', 'einkommen', 'pruefen']) {
    for (const request of [
      { intent: 'go', to: page },
      { intent: 'load', page },
    ]) {
      const shown = await save({ ...known, ...request })
      expect(shown.kind === 'saved' && shown.view?.page, `${page} by ${request.intent}`).toBe('immobilie')
    }
    const posted = await save({ ...known, intent: 'next', page })
    expect(posted.kind === 'invalid' || (posted.kind === 'saved' && posted.view?.page === 'immobilie')).toBe(
      true,
    )
  }
  const privacyVersion = /"versionId":"([0-9a-f-]{36})"|\\"versionId\\":\\"([0-9a-f-]{36})/.exec(html)
  const answer = await submitted({
    ...known,
    revision,
    lang: 'de',
    privacyVersion: privacyVersion?.[1] ?? privacyVersion?.[2],
  })
  expect(answer).toContain('"kind":"incomplete"')
})

test('too many tries to send say when to go on, and nothing is lost', async ({ page }) => {
  const { email } = await atReview(page)
  const secret = await page.evaluate(() => String(history.state.antrag.secret))
  const token = await main(page).locator('input[name=token]').inputValue()
  for (let tries = 0; tries < 5; tries += 1) {
    const body = { token, secret, revision: 0, lang: 'de', privacyVersion: randomUUID() }
    expect(await submitted(body)).toContain('"kind":"privacyChanged"')
  }
  await submitButton(page).click()
  await expect(main(page)).toContainText(/viele Versuche .* noch hier; bitte in (\d+ Minuten|einer Minute)/)
  await expectPage(page, 'pruefen')
  await page.reload()
  await expectPage(page, 'pruefen')
  await expect(main(page)).toContainText(email)
  expect(await casesOf(email)).toEqual([])
})

test('too many saves say so, and the next one has everything', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  let limited = 0
  await page.route('**/api/antrag/save', (route) => {
    limited += 1
    return route.fulfill({ status: 429, json: { kind: 'limited', minutes: 1 } })
  })
  await fill(page, keys.kaufpreis, '345.678')
  await expect(main(page)).toContainText('bitte in einer Minute noch einmal')
  expect(limited).toBeGreaterThan(0)
  await page.unroute('**/api/antrag/save')
  const next = savedWith(page, '345.678')
  await fill(page, keys.guthaben, '80.000')
  await (await next).finished()
  await expect(main(page)).not.toContainText('noch einmal')
  await page.reload()
  await expect(control(page, keys.kaufpreis)).toHaveValue('345.678')
})

test('a privacy statement that changed meanwhile is shown first; then everything is sent', async ({
  page,
}) => {
  const { email } = await atReview(page)
  // The page was drawn with an older statement: the server itself finds that out.
  await strike(page, (route) => {
    const body = route.request().postData() ?? ''
    const postData = body.replace(/"privacyVersion":"[^"]+"/, `"privacyVersion":"${randomUUID()}"`)
    return route.continue({ postData })
  })
  await submitButton(page).click()
  await expect(main(page)).toContainText(
    /Datenschutzhinweise wurden inzwischen geändert \(Fassung vom \d+\. \w+ \d{4}\)/,
  )
  await expect(main(page)).toContainText(email)
  await page.unroute(addresses)
  await send(page)
  await caseOf(email)
})

test('who fills in what nobody sees proves some work, is sent and is told nothing', async ({ page }) => {
  const { email } = await atReview(page)
  await page.evaluate(() => {
    const trap = document.querySelector('input[name=website]')
    if (trap instanceof HTMLInputElement) trap.value = 'https://evil.example'
  })
  const posts: string[] = []
  page.on('request', (request) => {
    if (request.headers()['next-action']) posts.push(request.postData() ?? '')
  })
  await send(page)
  expect(posts).toHaveLength(2)
  expect(posts[0]).toContain('"proof":"able"')
  expect(posts[1]).toMatch(/"nonce":\d+/)
  await caseOf(email)
})

test('another step in another tab is no conflict: both are kept', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  const opened = page.waitForEvent('popup')
  await page.evaluate(() => void window.open(location.href))
  const other = await opened
  await expectPage(other, 'kosten')
  await takenOver(other)
  await other.getByRole('link', { name: 'Zurück' }).click()
  await expectPage(other, 'immobilie')
  await fillSaved(other, keys.ort, 'Deutz')
  await fillSaved(page, keys.kaufpreis, '345.678')
  await expect(main(page)).not.toContainText('in einem anderen Fenster')
  await page.reload()
  await expect(control(page, keys.kaufpreis)).toHaveValue('345.678')
  await page.goto(`${start}/immobilie`)
  await expect(control(page, keys.ort)).toHaveValue('Deutz')
  await press(page, 'kosten')
})
