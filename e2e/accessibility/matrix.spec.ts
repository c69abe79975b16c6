import { expect, test } from '@playwright/test'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { Looks, provoke, settle, unfoldAll } from '../support/accessibility/look'
import { plan } from '../support/accessibility/plan'
import { fullPerson, walkFull } from '../support/full'
import { expectPage, fillAll, open, press } from '../support/journey'
import { person } from '../support/people'

const planned = plan('baufinanzierung', fullPersonas)
/** The steps of the long form. */
const steps = [
  'vorhaben',
  'objekt',
  'kosten',
  'personen',
  'wohnen',
  'einkommen',
  'haushalt',
  'immobilien',
  'objektdarlehen',
  'vermoegen',
  'verbindlichkeiten',
  'wuensche',
  'kontakt',
]
const verify = process.env.VERIFY === '1'

test('the matrix has every page of every step of the long form', () => {
  const pages = planned.flatMap((one) => one.pages)
  console.log(
    `accessibility, matrix: ${pages.length} pages of the long form and ${personas.flatMap((one) => one.pages).length} of the short one × 3 states × 2 widths with VERIFY=1`,
  )
  expect([...new Set(pages.map((page) => page.split('/')[0]))].sort()).toEqual([...steps].sort())
})

if (verify) {
  test.beforeEach(({ page }) => settle(page))

  for (const {
    persona: { id, lang },
    pages,
  } of planned.filter((one) => one.pages.length > 0))
    test(`long form: ${pages.length} pages of ${id}, empty, with errors and filled in`, async ({ page }) => {
      test.setTimeout(1_200_000)
      const { persona } = fullPerson(id)
      const looks = new Looks(page)
      await open(page, `?laenge=voll&sprache=${lang}`)
      const seen = await walkFull(page, persona, {
        arrived: async (here) => {
          if (!pages.includes(here)) return
          await looks.at(`${here}, empty`)
          const { shown, mend } = await provoke(page)
          if (shown) await looks.at(`${here}, with errors`)
          await mend()
        },
        filled: async (here) => {
          if (pages.includes(here)) await looks.at(`${here}, filled in`, { dark: true })
        },
      })
      expect(pages.filter((one) => !seen.includes(one))).toEqual([])
      await expectPage(page, 'pruefen')
      await looks.at('pruefen', { dark: true })
      looks.end()
    })

  for (const { id } of personas)
    test(`short form: ${id}, empty, with errors and filled in`, async ({ page }) => {
      test.setTimeout(600_000)
      const { persona } = person(id)
      const looks = new Looks(page)
      await open(page, `?sprache=${persona.lang}`)
      for (const [at, { page: here, typed }] of persona.pages.entries()) {
        await looks.at(`${here}, empty`)
        const { shown, mend } = await provoke(page)
        if (shown) await looks.at(`${here}, with errors`)
        await mend()
        await fillAll(page, typed)
        await unfoldAll(page)
        await looks.at(`${here}, filled in`, { dark: true })
        await press(page, persona.pages[at + 1]?.page ?? 'pruefen')
      }
      await looks.at('pruefen', { dark: true })
      looks.end()
    })
}
