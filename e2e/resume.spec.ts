import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { openAt } from './support/draft'
import {
  control,
  expectPage,
  fillAll,
  fillSaved,
  heading,
  main,
  open,
  press,
  send,
  takenOver,
  walkTo,
} from './support/journey'
import { keys } from './support/keys'
import { person } from './support/people'
import { caseOf, type Mail, mailsTo } from './support/sandbox'

/** Save on one device, go on at another (trust §1 #13): what is typed comes along, and no address ever holds a secret. */
const subject = 'Ihr Entwurf bei Musterberatung'
const newAddress = () => `spaeter-${crypto.randomUUID().slice(0, 8)}@example.org`

async function mailTo(email: string, count = 1): Promise<Mail> {
  const found = async () => (await mailsTo(email)).filter((mail) => mail.subject === subject)
  await expect.poll(async () => (await found()).length, { timeout: 30_000 }).toBe(count)
  const last = (await found()).at(-1)
  if (!last) throw new Error('unreachable: a mail was expected')
  return last
}
const linkIn = (mail: Mail): string => /https?:\/\/\S+\/weiter\S*#[\w-]+/.exec(mail.text)?.[0] ?? ''

/** Every address and every referrer that a device shows to anybody. */
function watched(context: BrowserContext) {
  const seen: string[] = []
  context.on('request', (request) => {
    seen.push(request.url(), request.headers().referer ?? '')
  })
  return seen
}

async function askFor(page: Page, email: string): Promise<void> {
  await main(page).getByRole('button', { name: 'Später weitermachen' }).click()
  await main(page).getByLabel('E-Mail-Adresse').last().fill(email)
  await main(page).getByRole('button', { name: 'Link schicken' }).click()
}

test('what was saved on one device is opened once on another, sent there, and known as sent on the first', async ({
  page,
  browser,
}) => {
  const { persona, email: own } = person('kauf-allein')
  const email = newAddress()
  const first = watched(page.context())
  await openAt(page, persona, 'kosten')
  await fillSaved(page, keys.kaufpreis, '345.678')
  await askFor(page, email)
  await expect(main(page)).toContainText(`Wir haben den Link an ${email} geschickt.`, { timeout: 30_000 })
  await expect(main(page)).toContainText('Wir löschen ihn am ')
  const link = linkIn(await mailTo(email))

  // A scanner opens the link, even with a browser: nothing is used up.
  const other = await browser.newContext()
  const second = watched(other)
  const scanner = await other.newPage()
  await scanner.goto(link)
  await expect(heading(scanner)).toHaveText('Weitermachen bei Musterberatung')
  expect((await other.request.get(link)).status()).toBe(200)
  await scanner.close()

  const device = await other.newPage()
  await device.goto(link)
  await expect(main(device)).toContainText('Gespeichert am')
  await main(device).getByRole('button', { name: 'Entwurf öffnen' }).click()
  await expectPage(device, 'kosten')
  await expect(control(device, keys.kaufpreis)).toHaveValue('345.678')
  await takenOver(device)

  // Both devices are open: a contradiction is a question.
  await fillSaved(device, keys.kaufpreis, '350.000')
  await control(page, keys.kaufpreis).fill('360.000')
  await expect(main(page)).toContainText('in einem anderen Fenster geändert')
  await main(page).getByRole('button', { name: 'Stand von dort' }).click()

  await device.reload()
  await expectPage(device, 'kosten')
  await takenOver(device)
  await walkRest(device, persona.pages, 'kosten')
  const reference = await send(device)
  expect((await caseOf(own)).response?.vorgangsnummer).toBeTruthy()
  await page.reload()
  await expect(main(page)).toContainText(reference)

  // Used: one answer, which offers a new link; there is no draft any more, so none is sent.
  const again = await other.newPage()
  await again.goto(link)
  await expect(heading(again)).toHaveText('Dieser Link gilt nicht mehr.')
  await main(again).getByRole('button', { name: 'Neuen Link an dieselbe Adresse schicken' }).click()
  await expect(main(again)).toContainText('Gibt es den Entwurf noch')
  await again.goto(`${new URL(link).origin}/weiter#${'u'.repeat(43)}`)
  await again.reload()
  await expect(heading(again)).toHaveText('Dieser Link gilt nicht mehr.')
  expect(await mailsTo(email)).toHaveLength(1)

  const secret = link.split('#')[1] ?? ''
  expect(secret.length).toBeGreaterThanOrEqual(22)
  const addresses = [...first, ...second]
  expect(addresses.length).toBeGreaterThan(20)
  for (const hidden of [secret, email, encodeURIComponent(email)]) {
    expect(addresses.filter((address) => address.includes(hidden))).toEqual([])
  }
  await other.close()
})

async function walkRest(
  page: Page,
  pages: ReturnType<typeof person>['persona']['pages'],
  from: string,
): Promise<void> {
  const rest = pages.slice(pages.findIndex((one) => one.page === from))
  for (const [at, one] of rest.entries()) {
    await fillAll(page, one.typed)
    await press(page, rest[at + 1]?.page ?? 'pruefen')
  }
}

test('a used link has a new one sent to the same address, which can erase the draft', async ({
  page,
  browser,
}) => {
  const { persona } = person('kapital-allein')
  const email = newAddress()
  await openAt(page, persona, persona.pages[1]?.page ?? '')
  await askFor(page, email)
  const link = linkIn(await mailTo(email))
  const context = await browser.newContext()
  const device = await context.newPage()
  await device.goto(link)
  await main(device).getByRole('button', { name: 'Entwurf öffnen' }).click()
  await expectPage(device, persona.pages[1]?.page ?? '')
  await takenOver(device)

  // The first device sees the other one and signs it out.
  await page.reload()
  await takenOver(page)
  await main(page).getByRole('button', { name: 'Später weitermachen' }).click()
  await expect(main(page)).toContainText('Hat den Link aus der E-Mail am')
  await main(page).getByRole('button', { name: 'Gerät abmelden' }).click()
  await expect(main(page)).toContainText('Das Gerät ist abgemeldet.')
  await expect(main(page)).not.toContainText('Anderes Gerät')
  await device.reload()
  await expect(main(device)).toContainText('Dieses Gerät wurde abgemeldet')
  await expect(main(device)).toContainText('Hier ist kein Entwurf gespeichert.')
  await page.reload()
  await expectPage(page, persona.pages[1]?.page ?? '')

  await device.goto(link)
  await main(device).getByRole('button', { name: 'Neuen Link an dieselbe Adresse schicken' }).click()
  const next = linkIn(await mailTo(email, 2))
  expect(next).not.toBe(link)
  const third = await context.newPage()
  await third.goto(next)
  await main(third).getByRole('button', { name: 'Entwurf jetzt löschen' }).click()
  await main(third).getByRole('button', { name: 'Ja, löschen' }).click()
  await expect(heading(third)).toHaveText('Ihr Entwurf ist gelöscht.')
  await page.reload()
  await expect(main(page)).toContainText('Dieser Entwurf wurde zum Schutz Ihrer Daten gelöscht')
  await expect(main(page)).toContainText('Hier ist kein Entwurf gespeichert.')

  // For a day the same link takes it back, on the page or opened anew.
  await third.reload()
  await expect(heading(third)).toHaveText('Ihr Entwurf ist gelöscht.')
  await main(third).getByRole('button', { name: 'Löschen zurücknehmen' }).click()
  await main(third).getByRole('button', { name: 'Entwurf öffnen' }).click()
  await expectPage(third, persona.pages[1]?.page ?? '')
  await context.close()
})

test('an address that takes no mail is said on the page, and so is what is no address', async ({ page }) => {
  await open(page)
  await fillSaved(page, keys.zweck, 'KAUF')
  await askFor(page, 'niemand@nirgends.invalid')
  await expect(main(page)).toContainText('nimmt keine Post an', { timeout: 30_000 })
  await main(page).getByLabel('E-Mail-Adresse').fill('erika')
  await main(page).getByRole('button', { name: 'Noch einmal schicken' }).click()
  await expect(main(page)).toContainText('Bitte eine Adresse mit @')
  await expect(main(page).getByLabel('E-Mail-Adresse')).toBeFocused()
})

test('"Entwurf löschen" asks once, then nothing is left and the form begins anew', async ({ page }) => {
  const { persona } = person('kapital-allein')
  await open(page)
  await walkTo(page, persona, persona.pages[1]?.page)
  await main(page).getByRole('button', { name: 'Später weitermachen' }).click()
  await main(page).getByRole('button', { name: 'Entwurf löschen' }).click()
  await main(page).getByRole('button', { name: 'Behalten' }).click()
  await main(page).getByRole('button', { name: 'Entwurf löschen' }).click()
  await main(page).getByRole('button', { name: 'Ja, löschen' }).click()
  await expectPage(page, 'vorhaben')
  await expect(main(page).getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(main(page)).not.toContainText('Willkommen zurück')
  await page.goBack()
  await expect(main(page)).not.toContainText('Willkommen zurück')
})

test('the page that confirms an address does nothing before its button, and tells nobody which links there are', async ({
  page,
}) => {
  await page.goto(`/bestaetigen#${'u'.repeat(43)}`)
  await expect(heading(page)).toHaveText('E-Mail-Adresse bestätigen')
  await main(page).getByRole('button', { name: 'Adresse bestätigen' }).click()
  await expect(heading(page)).toHaveText('Dieser Link gilt nicht mehr.')
  await expect(heading(page)).toBeFocused()
})
