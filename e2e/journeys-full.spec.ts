import { expect, test } from '@playwright/test'
import { asTaken } from '@/lib/cases/europace/taken'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { fullGolden, fullPerson, walkFull, withPlainReferences } from './support/full'
import { caseNumber, expectPage, heading, open, send } from './support/journey'
import { withoutIds } from './support/people'
import { caseOf } from './support/sandbox'

/** A couple with children, lists of every kind. The others run with VERIFY=1, all without a browser always. */
const always = ['voll-kauf-familie']
const verify = process.env.VERIFY === '1'

for (const { id, lang } of fullPersonas.filter((one) => verify || always.includes(one.id))) {
  test(`${id} ends as one valid case`, async ({ page }) => {
    test.setTimeout(600_000)
    const { persona, email, emails } = fullPerson(id)
    await open(page, `?laenge=voll&sprache=${lang}`)
    await walkFull(page, persona)
    await expectPage(page, 'pruefen')
    await send(page)
    const number = await caseNumber(page)
    await expect(heading(page)).toHaveText(lang === 'en' ? 'Your case is open.' : 'Ihr Vorgang ist angelegt.')

    const { request, status, response, strict, dropped } = await caseOf(email)
    expect(status).toBe(201)
    expect(strict).toEqual({ valid: true, errors: [] })
    expect(dropped ?? []).toEqual([])
    expect(response?.vorgangsnummer).toBe(number)
    expect(withPlainReferences(withoutIds(request.kundenangaben))).toEqual(
      withPlainReferences(asTaken(fullGolden(id, emails) as Parameters<typeof asTaken>[0])),
    )
  })
}
