import { expect, test } from '@playwright/test'
import { openAt } from './support/draft'
import { caseNumber, heading, open, send, walkTo } from './support/journey'
import { goldenDocument, person, withoutIds } from './support/people'
import { caseOf, mailsTo } from './support/sandbox'

/** Couples, one person, and somebody who lives abroad. All are tested to their documents without a browser as well. */
const always = ['kauf-paar', 'neubau-paar', 'anschluss-paar', 'kapital-allein', 'kauf-ausland']
/** With VERIFY=1: every purpose alone and as a couple, a searcher, and a plot. */
const others = [
  'bautraeger-allein',
  'modernisierung-allein',
  'kauf-suchend',
  'kauf-allein',
  'bautraeger-paar',
  'neubau-allein',
  'modernisierung-paar',
  'anschluss-allein',
  'kapital-paar',
  'kauf-grundstueck',
]

for (const id of process.env.VERIFY === '1' ? [...always, ...others] : always) {
  test(`${id} ends as one valid case`, async ({ page }) => {
    const { persona, email } = person(id)
    const english = persona.lang === 'en'
    const click = `click-${email}`
    await open(page, `?sprache=${persona.lang}&kampagne=Herbst&utm_term=baugeld&gclid=${click}`)
    await expect(page.locator('html')).toHaveAttribute('lang', persona.lang)
    await walkTo(page, persona)
    await send(page)
    const number = await caseNumber(page)
    await expect(heading(page)).toHaveText(english ? 'Your case is open.' : 'Ihr Vorgang ist angelegt.')

    const { request, status, response, strict, dropped } = await caseOf(email)
    expect(status).toBe(201)
    expect(strict).toEqual({ valid: true, errors: [] })
    expect(dropped ?? []).toEqual([])
    expect(response?.vorgangsnummer).toBe(number)
    expect(withoutIds(request.kundenangaben)).toEqual(goldenDocument(id, email))
    const { datenkontext, leadtracking } = request.importMetadaten
    expect(datenkontext).toBe('TEST_MODUS')
    expect(leadtracking).toEqual({ kampagne: 'Herbst', keyword: 'baugeld', trackingId: click })
  })
}

test('a mail without answers gives reference and number', async ({ page }) => {
  const { persona, email } = person('kauf-allein')
  await openAt(page, persona, 'pruefen')
  const shown = await send(page)
  const number = await caseNumber(page)
  await expect.poll(async () => (await mailsTo(email)).length, { timeout: 20_000 }).toBeGreaterThan(0)
  const texts = (await mailsTo(email)).map(({ subject, text, html }) => `${subject}\n${text}\n${html}`)
  expect(texts.join('\n')).toContain(shown)
  for (const text of texts) {
    for (const answer of ['350.000', '80.000', '3.900', '50667', '1234567', 'BEAMTER'])
      expect(text).not.toContain(answer)
  }
  await expect
    .poll(async () => (await mailsTo(email)).some(({ text }) => text.includes(number)), { timeout: 20_000 })
    .toBe(true)
  // The page says so, because it has happened.
  await page.reload()
  await expect(page.getByRole('main')).toContainText('Sie bekommen eine E-Mail')
})
