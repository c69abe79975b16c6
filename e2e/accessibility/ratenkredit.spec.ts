import { expect, type Page, test } from '@playwright/test'
import { personas } from '@/lib/forms/ratenkredit/personas'
import { Looks, provoke, settle, unfoldAll } from '../support/accessibility/look'
import { plan } from '../support/accessibility/plan'
import { creditPerson, expectCase } from '../support/credit'
import { walkFull } from '../support/full'
import { expectPage, open, send } from '../support/journey'
import { creditStart } from '../support/keys'

const verify = process.env.VERIFY === '1'
const short = personas.filter(({ length }) => length === 'short')
const full = personas.filter(({ length }) => length === 'full')
const steps = {
  short: ['kreditwunsch', 'person', 'beschaeftigung', 'kontakt'],
  full: [
    'kreditwunsch',
    'person',
    'wohnen',
    'beschaeftigung',
    'haushalt',
    'immobilien',
    'verbindlichkeiten',
    'konto',
    'kontakt',
  ],
} as const
const planned = { short: plan('ratenkredit', short), full: plan('ratenkredit', full) } as const

test.beforeEach(({ page }) => settle(page))

type Person = ReturnType<typeof creditPerson>

/** Walks through the form and looks at these pages, empty, with every error they can show, and filled in. */
async function lookAt(page: Page, sent: Person, wanted: (page: string) => boolean): Promise<Looks> {
  const looks = new Looks(page)
  const { persona, query } = sent
  await open(page, query, creditStart)
  await walkFull(page, persona, {
    arrived: async (here) => {
      if (!wanted(here)) return
      await looks.at(`${here}, empty`)
      const { shown, mend } = await provoke(page)
      if (shown) await looks.at(`${here}, with errors`)
      await mend()
    },
    filled: async (here) => {
      if (!wanted(here)) return
      await unfoldAll(page)
      await looks.at(`${here}, filled in`, { dark: verify })
    },
  })
  await expectPage(page, 'pruefen')
  await looks.at('pruefen', { dark: verify })
  return looks
}

test('the plan has every page of every step in both lengths', () => {
  for (const length of ['short', 'full'] as const) {
    const pages = planned[length].flatMap((one) => one.pages)
    console.log(`accessibility, consumer credit, ${length}: ${pages.length} pages × 3 states × 2 widths`)
    expect([...new Set(pages.map((page) => page.split('/')[0]))].sort()).toEqual([...steps[length]].sort())
  }
})

test('consumer credit: the short form is in order on every page and ends as one valid case', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const sent = creditPerson('kurz-paar-fahrzeug')
  const looks = await lookAt(page, sent, () => true)
  await send(page)
  await expectCase(page, sent)
  await looks.at('gesendet')
  looks.end()
})

if (verify)
  for (const { persona, pages } of [...planned.short, ...planned.full].filter((one) => one.pages.length > 0))
    test(`consumer credit: ${pages.length} pages of ${persona.id}, empty, with errors and filled in`, async ({
      page,
    }) => {
      test.setTimeout(1_200_000)
      const seen: string[] = []
      const looks = await lookAt(page, creditPerson(persona.id), (here) => {
        if (!seen.includes(here)) seen.push(here)
        return pages.includes(here)
      })
      expect(pages.filter((one) => !seen.includes(one))).toEqual([])
      looks.end()
    })
