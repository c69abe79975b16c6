import { randomBytes } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { openAt } from './support/draft'
import { firstPage } from './support/http'
import {
  caseNumber,
  control,
  expectPage,
  fill,
  fillAll,
  fillSaved,
  main,
  open,
  press,
  savedWith,
  send,
  submitButton,
  takenOver,
  walkTo,
} from './support/journey'
import { keys, pages } from './support/keys'
import { person, typedOn } from './support/people'
import { caseOf, casesOf } from './support/sandbox'

const verify = process.env.VERIFY === '1'

/** A field per step with three answers: what is there, what the other window says, what this one says. */
const contested = {
  vorhaben: {
    key: keys.zeit,
    ours: 'SO_SCHNELL_WIE_MOEGLICH',
    theirs: 'KEIN_ZEITDRUCK',
    mine: 'KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ',
  },
  immobilie: { key: keys.ort, ours: 'Mülheim', theirs: 'Deutz', mine: 'Nippes' },
  kosten: { key: keys.kaufpreis, ours: '355.000', theirs: '360.000', mine: '370.000' },
  einkommen: { key: keys.einkommenNetto, ours: '4.000', theirs: '4.100', mine: '4.200' },
  kontakt: { key: keys.nachname, ours: 'Zuerst', theirs: 'Dort', mine: 'Hier' },
} as const

async function expectValue(page: Page, key: string, value: string): Promise<void> {
  const choice = page.locator(`input[type=radio][name="${key}"][value="${value}"]`)
  if ((await choice.count()) > 0) await expect(choice).toBeChecked()
  else await expect(control(page, key)).toHaveValue(value)
}

/** Every other page, and all with VERIFY=1. */
test('Back, forward, reload and a restored tab lose nothing on any step', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await open(page)
  for (const [at, { page: id, typed }] of persona.pages.entries()) {
    const { key, mine } = contested[id as keyof typeof contested]
    await fillAll(page, typed)
    if (!verify && at % 2 === 1) {
      await fillSaved(page, key, mine)
      await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
      continue
    }
    // Not sent yet: autosave alone has to hold it.
    await fillSaved(page, key, mine)
    await page.reload()
    await expectPage(page, id)
    await expectValue(page, key, mine)

    // A restored tab has its history, and no storage of the session before.
    await page.evaluate(() => sessionStorage.clear())
    await page.reload()
    await expectPage(page, id)
    await expectValue(page, key, mine)
    await takenOver(page)

    if (at > 0) {
      await page.goBack()
      await expectPage(page, pages[at - 1] ?? '')
      await page.goForward()
      await expectPage(page, id)
      await expectValue(page, key, mine)
    }
    await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
    await page.goBack()
    await expectPage(page, id)
    await expectValue(page, key, mine)
    await page.goForward()
    await expectPage(page, persona.pages[at + 1]?.page ?? 'pruefen')
  }
  await page.reload()
  await expectPage(page, 'pruefen')
  await expect(main(page)).toContainText('370.000')
})

/** The first page is begun in both tabs, a later one is opened by both; the others with VERIFY=1. */
const inTwoTabs = verify ? pages : pages.filter((id) => id === 'vorhaben' || id === 'kosten')

for (const id of inTwoTabs) {
  test(`a second tab that changes the same field of ${id} is a question, never a loss`, async ({ page }) => {
    const { persona } = person('kauf-allein')
    const { key, ours, theirs, mine } = contested[id]
    if (id === 'vorhaben') await open(page)
    else await openAt(page, persona, id)
    const others = Object.entries(typedOn(persona, id)).filter(([name]) => name !== key)
    await fillAll(page, Object.fromEntries(others))
    await fillSaved(page, key, ours)

    const opened = page.waitForEvent('popup')
    await page.evaluate(() => void window.open(location.href))
    const other = await opened
    if (id === 'vorhaben') {
      await other.getByRole('button', { name: 'Weitermachen', exact: true }).click()
      await expectPage(other, 'immobilie')
      await other.getByRole('link', { name: 'Zurück' }).click()
    }
    await expectPage(other, id)
    await expect(control(other, key).first()).toBeVisible()
    await takenOver(other)
    await fillSaved(other, key, theirs)

    await fill(page, key, mine)
    await expect(main(page)).toContainText('in einem anderen Fenster geändert')
    await expectValue(page, key, mine)
    const keepMine = pages.indexOf(id) % 2 === 0
    const choose = (name: string) => main(page).getByRole('button', { name }).click()
    if (keepMine) {
      const settled = savedWith(page, mine)
      await choose('Stand von hier')
      await (await settled).finished()
    } else await choose('Stand von dort')
    await expectValue(page, key, keepMine ? mine : theirs)
    await expect(main(page)).not.toContainText('in einem anderen Fenster geändert')
    await page.reload()
    await expectPage(page, id)
    await expectValue(page, key, keepMine ? mine : theirs)
  })
}

test('a double click leads one step on and sends once', async ({ page }) => {
  const { persona, email } = person('modernisierung-allein')
  await open(page)
  for (const [at, { typed }] of persona.pages.entries()) {
    await fillAll(page, typed)
    await submitButton(page).dblclick()
    await expectPage(page, persona.pages[at + 1]?.page ?? 'pruefen')
  }
  await submitButton(page).dblclick()
  await expectPage(page, 'gesendet')
  await caseNumber(page)
  expect(await casesOf(email)).toHaveLength(1)
})

test('ten parallel posts of the same submit are one case with one reference', async ({ page }) => {
  const { persona, email } = person('anschluss-allein')
  await openAt(page, persona, 'pruefen')
  const address = page.url()
  const held = page.waitForRequest((request) => request.method() === 'POST' && request.url() === address)
  await page.route(address, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await submitButton(page).click()
  const request = await held
  const headers = await request.allHeaders()
  const kept = ['next-action', 'next-router-state-tree', 'content-type', 'accept']
  // As a browser sends that cannot prove any work: all ten are to be taken.
  const body = (request.postData() ?? '').replace(',"proof":"able"', '')
  await page.unroute(address)
  const answers = await page.evaluate(
    ({ url, sent, text }) =>
      Promise.all(
        Array.from({ length: 10 }, async () =>
          (await fetch(url, { method: 'POST', headers: sent, body: text })).text(),
        ),
      ),
    {
      url: address,
      sent: Object.fromEntries(kept.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
      text: body,
    },
  )
  const references = answers.map((text) => /"reference":"([A-HJ-NP-Z2-9]{8})"/.exec(text)?.[1])
  expect(references[0]).toBeDefined()
  expect(new Set(references).size).toBe(1)
  await caseOf(email)
  // The page that lost its answer finds the same receipt.
  await page.reload()
  await expectPage(page, 'gesendet')
  await expect(main(page)).toContainText(references[0]?.slice(0, 4) ?? '')
  await caseNumber(page)
  expect(await casesOf(email)).toHaveLength(1)
})

test('offline keeps what is typed and saves once the network is back', async ({ page, context }) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'kosten')
  await context.setOffline(true)
  await fill(page, keys.kaufpreis, '345.678')
  await expect(main(page)).toContainText('Keine Verbindung')
  await expect(control(page, keys.kaufpreis)).toHaveValue('345.678')
  const saved = savedWith(page, '345.678')
  await context.setOffline(false)
  await (await saved).finished()
  await expect(main(page)).not.toContainText('Keine Verbindung')
  await page.reload()
  await expectPage(page, 'kosten')
  await expect(control(page, keys.kaufpreis)).toHaveValue('345.678')
})

/** The second and the last, and all with VERIFY=1. */
test('the language may change on any step and the answers stay', async ({ page }) => {
  const { persona, email } = person('kauf-allein')
  await open(page)
  for (const [at, { page: id, typed }] of persona.pages.entries()) {
    await fillAll(page, typed)
    const { key, mine } = contested[id as keyof typeof contested]
    await fillSaved(page, key, mine)
    if (verify ? at > 0 : at === 1 || at === persona.pages.length - 1) {
      for (const lang of ['en', 'de']) {
        await page.locator(`header a[hreflang=${lang}]`).click()
        await expect(page).toHaveURL((url) => url.searchParams.get('sprache') === lang)
        await expectPage(page, id)
        await expect(page.locator('html')).toHaveAttribute('lang', lang)
        const amount = /^[\d.]+$/.test(mine)
        await expectValue(page, key, amount && lang === 'en' ? mine.replace('.', ',') : mine)
      }
      await takenOver(page)
    }
    await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
  }
  await send(page)
  const { request } = await caseOf(email)
  expect(JSON.stringify(request.kundenangaben)).toContain('"kaufpreis":370000')
})

test('changing the language on the first step offers the draft again', async ({ page }) => {
  await open(page)
  await fillSaved(page, keys.zweck, 'KAUF')
  await page.locator('header a[hreflang=en]').click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  const offer = page.getByRole('button', { name: 'Continue', exact: true })
  const chosen = page.locator(`[name="${keys.zweck}"][value=KAUF]`)
  await expect(async () => {
    if (await offer.isVisible()) await offer.click()
    expect((await chosen.count()) > 0 ? await chosen.isChecked() : page.url()).toEqual(
      (await chosen.count()) > 0 ? true : expect.stringContaining('/immobilie'),
    )
  }).toPass()
})

test('an expired draft says so, and what stands on the page can be used on', async ({ page }) => {
  const { persona, email } = person('kauf-allein')
  await open(page)
  await fillAll(page, typedOn(persona, 'vorhaben'))
  await expect(main(page)).toContainText('Gespeichert um')
  // As after 24 hours: the server no longer knows the secret, nor what the page view had begun.
  const { token } = await firstPage()
  const unknown = randomBytes(32).toString('base64url')
  await page.route('**/api/antrag/save', (route) => {
    const body: unknown = route.request().postDataJSON()
    if (typeof body !== 'object' || body === null) return route.continue()
    const aged = 'secret' in body ? { ...body, secret: unknown } : { ...body, token }
    return route.continue({ postData: JSON.stringify(aged) })
  })
  await fill(page, keys.zeit, 'KEIN_ZEITDRUCK')
  await expect(main(page)).toContainText('Dieser Entwurf wurde zum Schutz Ihrer Daten gelöscht')
  await expectValue(page, keys.zweck, 'KAUF')
  const fresh = savedWith(page, 'KAUF')
  await main(page).getByRole('button', { name: 'Weiter', exact: true }).click()
  await (await fresh).finished()
  await page.unroute('**/api/antrag/save')
  await expect(main(page)).not.toContainText('zum Schutz Ihrer Daten gelöscht')
  await press(page, 'immobilie')
  for (const [at, { typed }] of persona.pages.entries()) {
    if (at === 0) continue
    await fillAll(page, typed)
    await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
  }
  await send(page)
  await caseOf(email)
})

test('a tab whose draft is unknown says so and leads to the start', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await openAt(page, persona, 'immobilie')
  await page.evaluate(() => {
    sessionStorage.clear()
    const forget = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, name === 'secret' ? 'B'.repeat(43) : forget(one)]),
      )
    }
    history.replaceState(forget(history.state), '')
  })
  await page.reload()
  await expect(main(page)).toContainText(/gelöscht|kein Entwurf gespeichert/)
  await main(page).getByRole('link', { name: 'Von vorn beginnen' }).click()
  await expectPage(page, 'vorhaben')
})

test('an action the server no longer knows is saved by the fixed address', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await open(page)
  await fillAll(page, typedOn(persona, 'vorhaben'))
  await expect(main(page)).toContainText('Gespeichert um')
  let unknown = 0
  await page.route('**/antrag/**', (route) => {
    if (!route.request().headers()['next-action']) return route.fallback()
    unknown += 1
    // As after a deployment: the id is one of another build, and the server itself says so.
    return route.continue({ headers: { ...route.request().headers(), 'next-action': 'ab'.repeat(21) } })
  })
  const saved = page.waitForResponse('**/api/antrag/save')
  await submitButton(page).click()
  expect((await saved).ok()).toBe(true)
  await page.waitForEvent('load')
  expect(unknown).toBeGreaterThan(0)
  await page.unroute('**/antrag/**')
  await page.reload()
  await expectPage(page, 'immobilie')
  await takenOver(page)
  await fillAll(page, typedOn(persona, 'immobilie'))
  await press(page, 'kosten')
})

test('a draft is sent behind the fixed address where its action is unknown or spoilt on the way', async ({
  page,
}) => {
  for (const spoil of ['unknown', 'spoilt'] as const) {
    const { persona, email } = person('kapital-allein')
    await open(page)
    await walkTo(page, persona)
    await page.route('**/antrag/**', (route) => {
      const headers = route.request().headers()
      if (!headers['next-action']) return route.fallback()
      return spoil === 'unknown'
        ? route.continue({ headers: { ...headers, 'next-action': 'ab'.repeat(21) } })
        : route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>Forbidden</h1>' })
    })
    await send(page)
    await page.unroute('**/antrag/**')
    await caseOf(email)
  }
})
