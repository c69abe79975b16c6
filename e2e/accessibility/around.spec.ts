import { expect, type Page, test } from '@playwright/test'
import { Looks, settle } from '../support/accessibility/look'
import { openAt, restore, save, storedDraft } from '../support/draft'
import { json } from '../support/http'
import { caseNumber, expectPage, fill, heading, main, submitButton } from '../support/journey'
import { addressOf, keys, start } from '../support/keys'
import { type Persona, person } from '../support/people'
import { mailsTo } from '../support/sandbox'

/** What stands around the questions: what is said beside them, what comes before and after, what went wrong. */
test.beforeEach(({ page }) => settle(page))

const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true })

test('pages without questions are in order: privacy, links, closed, unknown, failed', async ({ page }) => {
  const looks = new Looks(page)
  for (const [name, address] of [
    ['start', '/'],
    ['weakness', '/sicherheit'],
    ['unknown', '/gibtsnicht'],
    ['privacy', `${start}/datenschutz`],
    ['privacy in English', `${start}/datenschutz?sprache=en`],
    ['closed campaign', '/antrag/musterpause'],
    ['no draft', addressOf('kosten')],
    ['confirm an address', `/bestaetigen#${'u'.repeat(43)}`],
  ] as const) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    if (name === 'no draft') await expect(main(page)).toContainText('Hier ist kein Entwurf gespeichert.')
    await looks.at(name)
  }
  await button(page, 'Adresse bestätigen').click()
  await expect(heading(page)).toHaveText('Dieser Link gilt nicht mehr.')
  await looks.at('address not confirmed')

  await page.route('**/api/weiter', (route) => route.abort())
  await page.goto(`/weiter#${'u'.repeat(43)}`)
  await expect(main(page)).toContainText('nicht geklappt')
  await looks.at('resume failed')
  await page.unroute('**/api/weiter')
  await button(page, 'Noch einmal versuchen').click()
  await expect(heading(page)).toHaveText('Dieser Link gilt nicht mehr.')
  await button(page, 'Neuen Link an dieselbe Adresse schicken').click()
  await expect(main(page)).toContainText('Gibt es den Entwurf noch')
  await looks.at('link used')
  looks.end()
})

test('a page that cannot be drawn says so in order, in both languages', async ({ page }) => {
  const { persona } = person('kauf-allein')
  await restore(page, await storedDraft(persona), 'kontakt')
  // The script of the next page does not come: an error that no part of ours expects.
  await page.route('**/_next/static/**', (route) => route.abort())
  await submitButton(page).click()
  await expect(heading(page)).toHaveText('Das hat gerade nicht geklappt')
  const looks = new Looks(page)
  await looks.at('failed page', { both: true })
  looks.end()
})

/** Answers the next autosave as the server would, and shows what the page says then. */
async function told(page: Page, result: object, text: string): Promise<void> {
  const address = '**/api/antrag/save'
  await page.route(address, (route) => route.fulfill({ json: result }))
  await fill(page, keys.kaufpreis, String(300_000 + Math.floor(Math.random() * 90_000)))
  await expect(main(page)).toContainText(text)
  await page.unroute(address)
}

test('what is said beside a page is in order: welcome, waiting, offline, conflict, limits, later, deletion', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const looks = new Looks(page)
  const { persona } = person('kauf-allein')
  const draft = await openAt(page, persona, 'kosten')
  await context.setOffline(true)
  await fill(page, keys.kaufpreis, '345.678')
  await expect(main(page)).toContainText('Keine Verbindung')
  await looks.at('offline', { dark: true })
  await context.setOffline(false)
  await expect(main(page)).not.toContainText('Keine Verbindung')
  const conflicts = [{ key: keys.kaufpreis, label: 'Kaufpreis', mine: '1', theirs: '345.678' }]
  const now = new Date().toISOString()
  const state = { secret: draft.secret, revision: draft.revision, savedAt: now, expiresAt: now }
  await told(page, { kind: 'conflict', draft: state, conflicts }, 'in einem anderen Fenster')
  await looks.at('conflict', { both: true, dark: true })
  await button(page, 'Stand von hier').click()
  await expect(main(page)).not.toContainText('in einem anderen Fenster')
  await told(page, { kind: 'limited', minutes: 3 }, 'bitte in 3 Minuten')
  await looks.at('limited')
  await told(page, { kind: 'failed', reference: 'AB12' }, 'Fehlernummer AB12')
  await looks.at('failed')
  await told(page, { kind: 'gone' }, 'zum Schutz Ihrer Daten gelöscht')
  await looks.at('gone')

  await restore(page, draft, 'kosten')
  await button(page, 'Später weitermachen').click()
  await main(page).getByLabel('E-Mail-Adresse').fill('erika')
  await button(page, 'Link schicken').click()
  await expect(main(page)).toContainText('Bitte eine Adresse mit @')
  await looks.at('later, wrong address')
  await main(page).getByLabel('E-Mail-Adresse').fill('niemand@nirgends.invalid')
  await button(page, 'Link schicken').click()
  await expect(main(page)).toContainText('Wir löschen ihn am')
  await looks.at('later, asked')
  await button(page, 'Entwurf löschen').click()
  await looks.at('deletion asked')

  // The page before its draft has come, then the first page that offers it.
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(`**${addressOf('kosten')}`, async (route) => {
    if (route.request().method() === 'POST') await released
    await route.fallback()
  })
  await page.reload()
  await expect(main(page)).toContainText('wir holen Ihren Entwurf')
  await looks.at('waiting', { both: true })
  release()
  await expectPage(page, 'kosten')
  await page.goto(start)
  await expect(main(page)).toContainText('Willkommen zurück')
  await looks.at('welcome back')
  looks.end()
})

const withZeros = (persona: Persona): Persona => ({
  ...persona,
  pages: persona.pages.map((one) =>
    one.page === 'kosten' ? { ...one, typed: { ...one.typed, [keys.kaufpreis]: '35.000.000' } } : one,
  ),
})

test('review, sending and receipt are in order, with what is flagged, copied and downloaded', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await context.grantPermissions(['clipboard-write'])
  const looks = new Looks(page)
  const { persona } = person('kauf-paar')
  await openAt(page, withZeros(persona), 'pruefen')
  await expect(main(page)).toContainText('Zahl der Nullen')
  await button(page, 'Link kopieren').click()
  await expect(main(page)).toContainText('Kopiert')
  await looks.at('review', { both: true, dark: true })

  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(`**${addressOf('pruefen')}`, async (route) => {
    if (route.request().method() === 'POST') await released
    await route.fallback()
  })
  await submitButton(page).click()
  await expect(submitButton(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(main(page).getByRole('status').filter({ hasText: 'Wird gesendet' })).toHaveCount(1)
  await looks.at('sending')
  release()
  await expectPage(page, 'gesendet')
  await expect(heading(page)).toBeFocused()
  await caseNumber(page)
  await button(page, 'Vorgangsnummer kopieren').click()
  await expect(main(page)).toContainText('Kopiert')
  await page.route('**/api/antrag/pdf', (route) =>
    route.fulfill({ status: 429, json: { kind: 'limited', minutes: 4 } }),
  )
  await button(page, 'Angaben als PDF herunterladen').click()
  await looks.at('sent', { both: true, dark: true })
  looks.end()
})

test('resuming is in order and goes with the keyboard alone', async ({ page }) => {
  test.setTimeout(120_000)
  const looks = new Looks(page)
  const { persona, email } = person('kapital-allein')
  const second = persona.pages[1]?.page ?? ''
  const { token, secret } = await openAt(page, persona, second)
  expect((await save({ token, secret, intent: 'load', page: second })).kind).toBe('saved')
  const asked = await page.request.post('/api/antrag/later', { headers: json, data: { secret, email } })
  expect(await asked.json()).toMatchObject({ kind: 'asked' })
  await expect.poll(async () => (await mailsTo(email)).length, { timeout: 30_000 }).toBe(1)
  const [mail] = await mailsTo(email)
  await page.goto(/https?:\/\/\S+\/weiter\S*#[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '')
  await expect(main(page)).toContainText('Gespeichert am')
  await button(page, 'Entwurf jetzt löschen').press('Enter')
  await looks.at('resume, asks before it deletes', { dark: true })
  await button(page, 'Behalten').press('Enter')
  await page.evaluate(() => window.focus())
  await button(page, 'Entwurf öffnen').press('Enter')
  await expectPage(page, second)
  await expect(heading(page)).toBeFocused()
  looks.end()
})
