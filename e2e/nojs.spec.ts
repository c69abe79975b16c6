import { expect, test } from '@playwright/test'
import { creditPerson } from './support/credit'
import { firstPage, postSave } from './support/http'
import {
  caseNumber,
  control,
  expectPage,
  fill,
  main,
  press,
  reference,
  send,
  submitButton,
} from './support/journey'
import { creditStart, keys, start } from './support/keys'
import { answerPage, walkWithoutScript } from './support/no-script'
import { goldenDocument, person } from './support/people'
import { caseOf, creditOf } from './support/sandbox'

test.use({ javaScriptEnabled: false })

test('the whole journey works without JavaScript', async ({ page, context }) => {
  const { persona, email } = person('kauf-paar')
  await page.goto(start)
  expect(await page.content()).toContain('Ohne JavaScript')

  // Nothing answered: the error stands on the page, its link leads to the control.
  await submitButton(page).click()
  const summary = main(page).locator('section.summary')
  await expect(summary).toContainText('Was haben Sie vor?')
  await expect(page).toHaveTitle(/^Fehler: /)
  const link = summary.getByRole('link').first()
  const target = (await link.getAttribute('href'))?.slice(1) ?? ''
  await expect(page.locator(`[id="${target}"]`)).toHaveAttribute('name', keys.zweck)

  // The answer "by a certain date" brings a question up on the same page.
  await fill(page, keys.zweck, 'KAUF')
  await fill(page, keys.zeit, 'DEADLINE')
  await expect(control(page, keys.zumDatum)).toHaveCount(0)
  await submitButton(page).click()
  await expect(control(page, keys.zumDatum)).toBeVisible()
  await expect(control(page, keys.zweck).and(page.locator('[value=KAUF]'))).toBeChecked()
  await fill(page, keys.zumDatum, '31.2.2027')
  await submitButton(page).click()
  await expect(summary).toContainText('Bis wann')
  await expect(control(page, keys.zumDatum)).toHaveValue('31.2.2027')
  await fill(page, keys.zumDatum, '30.6.2027')
  await press(page, 'immobilie')

  await walkWithoutScript(page, persona, 'immobilie')

  // Back, forward and reload show what was typed; nothing is posted twice.
  await page.goBack()
  await expectPage(page, 'kontakt')
  await expect(control(page, keys.email)).toHaveValue(email)
  await page.reload()
  await expect(control(page, keys.email)).toHaveValue(email)
  await page.goForward()
  await expectPage(page, 'pruefen')

  const cookies = await context.cookies()
  expect(
    cookies.map(({ name, httpOnly, secure, sameSite, path }) => ({ name, httpOnly, secure, sameSite, path })),
  ).toEqual([{ name: '__Host-draft', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' }])
  const shown = await send(page)
  const { response, strict, request } = await caseOf(email)
  expect(strict).toEqual({ valid: true, errors: [] })
  const [household] = request.kundenangaben.haushalte
  expect(household?.kunden).toHaveLength(2)
  expect(request.kundenangaben.finanzierungsbedarf).toEqual(
    (goldenDocument('kauf-paar', email) as { finanzierungsbedarf: unknown }).finanzierungsbedarf,
  )
  await expect(async () => {
    await page.reload()
    expect(await caseNumber(page)).toBe(response?.vorgangsnummer)
  }).toPass({ timeout: 20_000 })
  expect(await reference(page)).toBe(shown)
})

if (process.env.VERIFY === '1')
  test('the short credit form can be sent without JavaScript', async ({ page }) => {
    const { persona, email, query, golden } = creditPerson('kurz-paar-fahrzeug')
    await page.goto(creditStart + query)
    for (const [id, next] of [
      ['kreditwunsch', 'person'],
      ['person', 'beschaeftigung'],
      ['beschaeftigung', 'kontakt'],
      ['kontakt', 'pruefen'],
    ] as const) {
      await answerPage(page, persona.typed, id, next)
      await expectPage(page, next)
    }
    const shown = await send(page)
    const { request, response, strict } = await creditOf(email)
    expect(strict).toEqual({ valid: true, errors: [] })
    const { leadquelle, ...document } = request.vorgang
    expect(leadquelle).toBe('Selbstauskunft')
    expect(document).toEqual(golden)
    await expect(async () => {
      await page.reload()
      expect(await caseNumber(page)).toBe(response?.europaceVorgangsnummer)
    }).toPass({ timeout: 20_000 })
    expect(await reference(page)).toBe(shown)
  })

test('a later address without a draft has a title and no controls', async ({ page }) => {
  await page.goto(`${start}/kosten`)
  await expect(page).toHaveTitle(/Kosten/)
  await expect(main(page).getByRole('heading', { level: 1 })).toBeVisible()
  await expect(main(page).locator('input, select, button')).toHaveCount(0)
})

test('what cannot be stored stays on the page and can be posted again', async ({ page, context }) => {
  await page.goto(start)
  await fill(page, keys.zweck, 'KAUF')
  await fill(page, keys.zeit, 'KEIN_ZEITDRUCK')
  await press(page, 'immobilie')
  const [cookie] = await context.cookies()
  const { token } = await firstPage()
  const save = {
    token,
    secret: cookie?.value,
    page: 'immobilie',
    intent: 'autosave',
    lang: 'de',
    changes: [],
  }
  await fill(page, keys.ort, 'Mülheim an der Ruhr')
  // As many saves as a draft may have in a minute; again, should another minute begin before the press.
  await expect(async () => {
    let status = 0
    for (let at = 0; at < 400 && status !== 429; at += 1) status = (await postSave(save)).status
    expect(status).toBe(429)
    await submitButton(page).click()
    await expect(main(page)).toContainText('viele Versuche in kurzer Zeit. Ihre Eingaben stehen noch hier', {
      timeout: 5_000,
    })
  }).toPass()
  await expectPage(page, 'immobilie')
  await expect(control(page, keys.ort)).toHaveValue('Mülheim an der Ruhr')
})

test('the long form says kindly that it needs JavaScript and leads to the short one', async ({ page }) => {
  await page.goto(`${start}?laenge=voll&sprache=de`)
  await main(page).getByRole('link', { name: 'Zur kurzen Anfrage' }).click()
  expect(new URL(page.url()).searchParams.get('laenge')).toBe('kurz')
  await expect(control(page, keys.zweck).first()).toBeVisible()
})
