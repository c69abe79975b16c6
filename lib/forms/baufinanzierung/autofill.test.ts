import { describe, expect, it } from 'vitest'
import { fillInFull } from '@/lib/forms/common/personas/journey'
import { stepView } from '@/lib/forms/engine'
import type { Answers, Env, Lang, Length } from '@/lib/forms/engine/types'
import { baufinanzierung as form } from './index'
import { personas } from './personas'
import { fullPersonas } from './personas/full'
import { envOf, fillIn } from './personas/journey'

const TODAY = '2026-11-21'
const ME = 'haushalte.0.kunden.0'
const short: Readonly<Record<string, string>> = {
  [`${ME}.personendaten.person.vorname`]: 'given-name',
  [`${ME}.personendaten.person.nachname`]: 'family-name',
  [`${ME}.kontakt.email`]: 'email',
  [`${ME}.kontakt.telefonnummer`]: 'tel',
}
const full: typeof short = {
  ...short,
  [`${ME}.personendaten.geburtsdatum`]: 'bday',
  [`${ME}.wohnsituation.anschrift.strasse`]: 'address-line1',
  [`${ME}.wohnsituation.anschrift.plz`]: 'postal-code',
  [`${ME}.wohnsituation.anschrift.ort`]: 'address-level2',
  [`${ME}.app.wohnland`]: 'country',
}

type Filled = { answers: Answers; pages: readonly { page: string }[] }

/** What the controls on all pages of such journeys tell the browser. */
function tokens(length: Length, journeys: readonly (readonly [Lang, Filled])[]): Record<string, string> {
  const fields = journeys.flatMap(([lang, { answers, pages }]) => {
    const env: Env = { length, lang, today: TODAY }
    return pages.flatMap(({ page }) => stepView(form, answers, env, page)?.fields ?? [])
  })
  return Object.fromEntries(
    fields.flatMap(({ key, autocomplete }) => (autocomplete ? [[key, autocomplete]] : [])),
  )
}

describe('what a browser may fill in (WCAG 1.3.5)', () => {
  it('is the data of the person who types, and nobody else’s', () => {
    const inShort = personas.map((one) => [one.lang, fillIn(form, one, envOf(one, TODAY))] as const)
    expect(tokens('short', inShort)).toEqual(short)
    const some = fullPersonas.filter(({ id }) => /familie$|getrennt$/.test(id))
    const inFull = some.map(
      (one) => [one.lang, fillInFull(form, one, { length: 'full', lang: one.lang, today: TODAY })] as const,
    )
    expect(tokens('full', inFull)).toEqual(full)
  })

  it('is never an account or a number of the state', () => {
    const told = form.steps.flatMap(({ questions }) => questions.filter(({ autocomplete }) => autocomplete))
    expect(told.filter(({ kind }) => kind === 'iban' || kind === 'bic' || kind === 'taxid')).toEqual([])
  })
})
