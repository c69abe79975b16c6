import { expect, type Page } from '@playwright/test'
import { personas } from '@/lib/forms/ratenkredit/personas'
import { fullGolden, reviewed, withOwnAddresses } from './full'
import { caseNumber } from './journey'
import { creditOf } from './sandbox'

/** A persona of the consumer credit with addresses of this test's own, and what was reviewed of them. */
export function creditPerson(id: string) {
  const found = personas.find((one) => one.id === id)
  if (!found) throw new Error(`There is no persona ${id}`)
  const own = withOwnAddresses(found)
  return {
    ...own,
    query: `?laenge=${found.length === 'full' ? 'voll' : 'kurz'}&sprache=${found.lang}`,
    /** `vorgang` without `leadquelle`. */
    golden: fullGolden(id, own.emails, 'ratenkredit'),
    /** What no field takes, in the order in which the advisor reads it. */
    remarks: reviewed('ratenkredit', `${id}.txt`)
      .split('\n')
      .flatMap((line) => (line.startsWith('# ') ? [line.slice(2)] : [])),
  }
}

/** One post arrived, and it says what was reviewed; answers with the number, which the confirmation shows, too. */
export async function expectCase(
  page: Page,
  { persona, email, golden, remarks }: ReturnType<typeof creditPerson>,
): Promise<string> {
  const number = await caseNumber(page)
  const { request, status, response, strict, dropped, path } = await creditOf(email)
  expect(status).toBe(201)
  expect(strict).toEqual({ valid: true, errors: [] })
  expect(dropped ?? []).toEqual([])
  expect(response).toMatchObject({ europaceVorgangsnummer: number, messages: [] })
  // The test stack is no production, so nothing may ask for a real case.
  expect(path).toBe('/drklein/vorgang')

  const { vorgang, kommentare, partner, ...rest } = request
  const { leadquelle, ...document } = vorgang
  expect(rest).toEqual({})
  expect(leadquelle).toBe('Selbstauskunft')
  expect(document).toEqual(golden)
  expect(kommentare).toEqual([
    ...remarks,
    ...(persona.lang === 'en' ? ['Die Person hat das Formular auf Englisch ausgefüllt.'] : []),
    expect.stringMatching(/^Datenschutzhinweise vor dem Absenden angezeigt am /),
  ])
  const called = Object.entries(persona.typed).find(([key]) => key.endsWith('telefonTermin'))
  expect(partner).toEqual({
    vertriebsschluessel: 'MUSTER01',
    kundennummer: expect.stringMatching(/^SA-/),
    custom: [
      { key: 'filialId', value: '4711' },
      ...(called ? [{ key: 'telefonTermin', value: called[1] }] : []),
    ],
  })
  return number
}
