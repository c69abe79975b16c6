import { expect, test } from '@playwright/test'
import { personas } from '@/lib/forms/ratenkredit/personas'
import { creditPerson, expectCase } from './support/credit'
import { walkFull } from './support/full'
import { caseNumber, expectPage, heading, main, open, reference, send } from './support/journey'
import { creditStart } from './support/keys'
import { creditOf, creditsOf, mailsTo, setFaults } from './support/sandbox'

/** A pensioner with all the full form's steps; a short one is looked at for accessibility. The others run with VERIFY=1. */
const always = ['voll-rentner-modernisieren']
const verify = process.env.VERIFY === '1'

test('the personas are at least six, in both lengths', () => {
  expect(personas.length).toBeGreaterThanOrEqual(6)
  expect(new Set(personas.map(({ length }) => length)).size).toBe(2)
  expect(always.filter((id) => !personas.some((one) => one.id === id))).toEqual([])
})

for (const { id, lang } of personas.filter((one) => verify || always.includes(one.id))) {
  test(`${id} ends as one valid case at Dr. Klein`, async ({ page }) => {
    test.setTimeout(600_000)
    const sent = creditPerson(id)
    await open(page, sent.query, creditStart)
    await walkFull(page, sent.persona)
    const shown = await send(page)
    await expect(heading(page)).toHaveText(lang === 'en' ? 'Your case is open.' : 'Ihr Vorgang ist angelegt.')
    const number = await expectCase(page, sent)

    await page.reload()
    await expectPage(page, 'gesendet')
    expect(await reference(page)).toBe(shown)
    expect(await caseNumber(page)).toBe(number)
  })
}

test('an answer that is lost ends in a confirmation all the same, and nothing is sent again', async ({
  page,
}) => {
  const { persona, email, query } = creditPerson('kurz-angestellt-allein')
  await setFaults([{ api: 'drklein.create', match: email, fault: 'dropAfterCommit' }])
  await open(page, query, creditStart)
  await walkFull(page, persona)
  const shown = await send(page)
  await expect(main(page)).toContainText('Das dauert heute länger', { timeout: 30_000 })
  expect((await creditOf(email)).status).toBeNull()

  // The letter that says it has arrived waits a minute for the number.
  if (verify) {
    await expect.poll(async () => (await mailsTo(email)).length, { timeout: 120_000 }).toBe(1)
    const [mail] = await mailsTo(email)
    expect(mail?.text).toContain(shown)
    expect(mail?.text).not.toContain('Vorgangsnummer:')
  }
  await page.reload()
  await expectPage(page, 'gesendet')
  expect(await reference(page)).toBe(shown)
  expect(await creditsOf(email)).toHaveLength(1)
})
