import { expect, type Page, test } from '@playwright/test'
import { leaves } from './support/full'
import {
  caseNumber,
  control,
  fill,
  fillAll,
  heading,
  main,
  post,
  submitButton,
  takenOver,
} from './support/journey'
import { type Persona, person } from './support/people'
import { caseOf, casesOf, mailsTo } from './support/sandbox'

/** A campaign that offers boxes and asks to confirm the address: neither is needed, and the case waits for nothing. */
const start = '/antrag/musterextras'
const boxes = (page: Page) => main(page).locator('input[name=consent]')
const words = 'Musterberatung darf mir per E-Mail Angebote zu Versicherungen schicken.'

async function toReview(page: Page, persona: Persona): Promise<void> {
  await page.goto(start)
  await takenOver(page)
  for (const one of persona.pages) {
    await fillAll(page, one.typed)
    await submitButton(page).click()
    await leaves(page, one.page)
  }
}

test('the address is confirmed by a mailed link and a button, and the case is there long before', async ({
  page,
  browser,
}) => {
  const { persona, email } = person('kauf-allein')
  await toReview(page, persona)
  await expect(boxes(page)).toHaveCount(2)
  for (const box of await boxes(page).all()) await expect(box).not.toBeChecked()
  await boxes(page).first().check()
  await submitButton(page).click()
  await expect(main(page)).toContainText('Dem haben Sie außerdem zugestimmt')
  await expect(main(page)).toContainText(words)
  await expect(main(page)).not.toContainText('darf mich zu Angeboten')
  await caseOf(email)
  await caseNumber(page)

  const asked = async () =>
    (await mailsTo(email)).filter(({ subject }) => subject === 'Bitte bestätigen Sie Ihre E-Mail-Adresse')
  await expect.poll(async () => (await asked()).length, { timeout: 30_000 }).toBe(1)
  const link = /https?:\/\/\S+\/bestaetigen\S*#[\w-]+/.exec((await asked())[0]?.text ?? '')?.[0] ?? ''
  const other = await browser.newPage()
  await other.goto(link)
  await expect(heading(other)).toHaveText('E-Mail-Adresse bestätigen')
  await main(other).getByRole('button', { name: 'Adresse bestätigen' }).click()
  await expect(heading(other)).toHaveText('Vielen Dank, Ihre Adresse ist bestätigt.')
  await other.reload()
  await main(other).getByRole('button', { name: 'Adresse bestätigen' }).click()
  await expect(heading(other)).toHaveText('Dieser Link gilt nicht mehr.')
  await other.close()

  await page.reload()
  await expect(main(page)).toContainText('Ihre E-Mail-Adresse ist bestätigt.')
  expect(await casesOf(email)).toHaveLength(1)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('boxes are offered as well, and what was ticked is said on the confirmation', async ({ page }) => {
    const { persona } = person('kauf-allein')
    await page.goto(start)
    for (const one of persona.pages) {
      const left = new Map(Object.entries(one.typed))
      // What an answer brings up comes with the next press.
      while (new URL(page.url()).pathname.endsWith(one.page === 'vorhaben' ? 'musterextras' : one.page)) {
        for (const [key, raw] of left) {
          if ((await control(page, typeof raw === 'string' ? key : `${key}.wert`).count()) === 0) continue
          await fill(page, key, raw)
          left.delete(key)
        }
        await post(page)
        await expect(main(page).locator('section.summary')).toHaveCount(0)
      }
    }
    await boxes(page).first().check()
    await post(page)
    await expect(page).toHaveURL(/gesendet/)
    await expect(main(page)).toContainText(words)
    await expect(main(page)).not.toContainText('darf mich zu Angeboten')
  })
})
