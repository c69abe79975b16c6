import { expect, type Page, test } from '@playwright/test'
import { control, expectPage, fill, fillAll, main, open, post, press, send } from './support/journey'
import { keys, start } from './support/keys'
import { person, typedOn } from './support/people'
import { caseOf } from './support/sandbox'

/** A flat is chosen, then the purpose changes to building, where nobody builds a flat. */
const flat = {
  [keys.typ]: 'EIGENTUMSWOHNUNG',
  [keys.plz]: '76133',
  [keys.ort]: 'Karlsruhe',
  [keys.nutzung]: 'EIGENGENUTZT',
}
const conflict = /in einem anderen Fenster/

async function finish(page: Page, turn: (next: string) => Promise<void>): Promise<void> {
  const { persona, email } = person('neubau-allein')
  for (const [id, next] of [
    ['kosten', 'einkommen'],
    ['einkommen', 'kontakt'],
    ['kontakt', 'pruefen'],
  ] as const) {
    for (const [key, raw] of Object.entries(typedOn(persona, id)))
      if ((await control(page, key).count()) > 0 || (await control(page, `${key}.wert`).count()) > 0)
        await fill(page, key, raw)
    await turn(next)
  }
  await send(page)
  const { request, strict } = await caseOf(email)
  expect(strict).toEqual({ valid: true, errors: [] })
  expect(request.kundenangaben).toMatchObject({
    finanzierungsbedarf: { finanzierungszweck: { '@type': 'NEUBAU' } },
    finanzierungsobjekt: { immobilie: { typ: { '@type': 'EINFAMILIENHAUS' } } },
  })
}

test('a purpose that changes later takes nobody captive', async ({ page }) => {
  await open(page)
  await fillAll(page, { [keys.zweck]: 'KAUF', [keys.zeit]: 'KEIN_ZEITDRUCK' })
  await press(page, 'immobilie')
  await fillAll(page, { [keys.objektGefunden]: 'ja', ...flat })
  await press(page, 'kosten')
  await page.goBack()
  await expectPage(page, 'immobilie')
  await page.goBack()
  await expectPage(page, 'vorhaben')
  await fill(page, keys.zweck, 'NEUBAU')
  await press(page, 'immobilie')
  await fill(page, keys.typ, 'EINFAMILIENHAUS')
  await press(page, 'kosten')
  await expect(main(page)).not.toContainText(conflict)
  await finish(page, (next) => press(page, next))
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a purpose that changes later takes nobody captive', async ({ page }) => {
    /** What an answer brings up is shown with the next press on the same page. */
    const turn = async (next: string) => {
      for (let presses = 0; presses < 3; presses += 1) {
        await post(page)
        if (new URL(page.url()).pathname.endsWith(next)) break
      }
      await expectPage(page, next)
    }
    await page.goto(start)
    await fillAll(page, { [keys.zweck]: 'KAUF', [keys.zeit]: 'KEIN_ZEITDRUCK' })
    await turn('immobilie')
    await fillAll(page, { [keys.objektGefunden]: 'ja' })
    await post(page)
    await fillAll(page, { [keys.typ]: 'EIGENTUMSWOHNUNG' })
    await post(page)
    await fillAll(page, flat)
    await turn('kosten')
    await page.goto(start)
    await fill(page, keys.zweck, 'NEUBAU')
    await turn('immobilie')
    await fill(page, keys.typ, 'EINFAMILIENHAUS')
    await turn('kosten')
    await expect(main(page)).not.toContainText(conflict)
    await finish(page, turn)
  })
})
