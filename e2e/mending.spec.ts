import { expect, test } from '@playwright/test'
import { openAt, openFull } from './support/draft'
import { currentPage, fullPerson, leaves } from './support/full'
import { control, expectPage, main, submitButton, takenOver } from './support/journey'
import { keys } from './support/keys'
import { person } from './support/people'

const LOAN = 'finanzierungsobjekt.darlehenslisteErfassung.darlehensliste'
const SAVINGS = 'haushalte.0.finanzielleSituation.vermoegen.summeBankUndSparguthaben'

test('what the form mends is told, and one press takes it back', async ({ page }) => {
  await openFull(page, fullPerson('voll-kauf-allein').persona, 'vermoegen')
  const use = main(page).locator(`[name="${SAVINGS}.verwendung.@type"]`)
  await expect(use.and(page.locator('[value=AUFLOESUNG_ALS_VERWENDUNG]'))).toBeChecked()
  await control(page, `${SAVINGS}.verwendung.maximalEinzusetzenderBetrag`).fill('0')
  await submitButton(page).click()
  await leaves(page, 'vermoegen')
  const told = main(page).locator('.notice', { hasText: 'Wir haben angepasst: ' })
  await expect(told).toBeVisible()
  await told.getByRole('button', { name: 'Rückgängig' }).click()
  await expect(told).toHaveCount(0)
  await main(page).getByRole('link', { name: 'Zurück' }).click()
  await expectPage(page, 'vermoegen')
  await expect(use.and(page.locator('[value=AUFLOESUNG_ALS_VERWENDUNG]'))).toBeChecked()
})

test('banks are offered while one types, and any other text is as good', async ({ page }) => {
  const { persona } = fullPerson('voll-anschluss-paar')
  const typed = Object.fromEntries(
    Object.entries(persona.typed).filter(([key]) => !key.startsWith(`${LOAN}.1`)),
  )
  await openFull(page, { ...persona, typed }, 'objektdarlehen')
  const bank = control(page, `${LOAN}.0.darlehen.darlehensgeber`)
  while ((await bank.count()) === 0) {
    const here = await currentPage(page)
    await submitButton(page).click()
    await leaves(page, here)
  }
  await takenOver(page)
  const list = await bank.getAttribute('list')
  const offers = main(page).locator(`datalist[id="${list}"] option`)
  await bank.fill('Spark')
  await expect(offers.first()).toHaveAttribute('value', /spark/i)
  const names = await offers.evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''))
  expect(names.length).toBeGreaterThan(3)
  expect(names.filter((name) => !/spark/i.test(name))).toEqual([])

  await bank.fill('Hausbank am Dorfplatz')
  await expect(offers).toHaveCount(0)
  const here = await currentPage(page)
  await submitButton(page).click()
  await leaves(page, here)
  await main(page).getByRole('link', { name: 'Zurück' }).click()
  await expectPage(page, here)
  await expect(bank).toHaveValue('Hausbank am Dorfplatz')
})

test('what was typed before the checks have come is read once they are there', async ({ page }) => {
  let held = 0
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  // Only the first key or press has the checks loaded, and the network is slow.
  await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }))
  await openAt(page, person('kauf-allein').persona, 'immobilie')
  await page.route('**/_next/static/**', async (route) => {
    held += 1
    await released
    await route.continue()
  })
  await control(page, keys.typ).first().check()
  await control(page, keys.plz).fill('50667')
  await control(page, keys.ort).focus()
  await expect.poll(() => held).toBeGreaterThan(0)
  await control(page, keys.typ).first().focus()
  await expect(control(page, keys.ort)).toHaveValue('')
  release()
  await expect(main(page)).toContainText('Köln, Nordrhein-Westfalen')
  await expect(control(page, keys.ort)).toHaveValue('Köln')
})
