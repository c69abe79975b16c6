import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { personas } from '@/lib/forms/baufinanzierung/personas'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { Looks, provoke, settle, unfoldAll } from '../support/accessibility/look'
import { fullPerson, walkFull } from '../support/full'
import { expectPage, fillAll, open, press } from '../support/journey'
import { person } from '../support/people'

/** The pages of a persona's reviewed journey, each with what is asked or listed there. */
function journeyOf(id: string): { page: string; asked: string[] }[] {
  const file = new URL(`../../lib/forms/baufinanzierung/__journeys__/${id}.txt`, import.meta.url)
  const pages: { page: string; asked: string[] }[] = []
  for (const line of readFileSync(fileURLToPath(file), 'utf8').split('\n')) {
    const [, page] = /^([a-z]+(?:\/\d+)?) · /.exec(line) ?? []
    if (page) pages.push({ page, asked: [] })
    const [, label] = /^ {2}\[?(.+?): /.exec(line) ?? []
    if (label) pages.at(-1)?.asked.push(label)
  }
  return pages
}

/** Per persona the pages on which something is asked or listed that nobody before met. */
function plan(): { id: string; lang: string; pages: string[] }[] {
  const met = new Set<string>()
  return fullPersonas.map(({ id, lang }) => {
    const fresh = journeyOf(id).filter(({ page, asked }) => {
      const marks = [page, ...asked.map((label) => `${lang} ${label}`)]
      const isNew = marks.some((mark) => !met.has(mark))
      for (const mark of marks) met.add(mark)
      return isNew
    })
    return { id, lang, pages: fresh.map(({ page }) => page) }
  })
}
const planned = plan()
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

  for (const { id, lang, pages } of planned.filter((one) => one.pages.length > 0))
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
