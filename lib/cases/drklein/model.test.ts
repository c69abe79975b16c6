import { describe, expect, it } from 'vitest'
import { vorgangModel } from './model'
import { numbers, owners, partnerKeys, production, scope, workObjects, yearFigures, years } from './names'
import { problemsOf } from './problems'
import { wholeBody } from './whole.fixture'

type Tree = { [name: string]: Tree }
/** The whole body with one place set to another value, or taken away. */
function changed(place: string, value: unknown): unknown {
  const body = structuredClone(wholeBody()) as unknown as Tree
  const names = place.split('.')
  const last = names.pop() ?? ''
  const parent = names.reduce<Tree>((here, name) => here[name] ?? {}, body)
  if (value === undefined) delete parent[last]
  else parent[last] = value as Tree
  return body
}

describe('the strict model', () => {
  it('takes every field at once, and a document without envelope', () => {
    expect(problemsOf(wholeBody())).toEqual([])
    const { leadquelle: _, ...document } = wholeBody().vorgang
    expect(vorgangModel.safeParse(document).success).toBe(true)
    expect(problemsOf({ vorgang: { finanzbedarf: { finanzierungszweck: 'UMSCHULDUNG' } } })).toEqual([])
  })

  const person = 'vorgang.antragsteller1'
  const work = `${person}.beschaeftigung`
  it.each([
    ['text for a boolean', `${person}.herkunft.arbeitserlaubnisVorhanden`, '1', 'invalid_type'],
    ['German date', `${person}.personendaten.geburtsdatum`, '01.01.1990', 'invalid_format'],
    ['day that is none', `${person}.personendaten.geburtsdatum`, '2023-02-29', 'invalid_format'],
    ['moment for a day', `${person}.personendaten.geburtsdatum`, '1990-01-01T00:00:00Z', 'invalid_format'],
    ['text for money', 'vorgang.finanzbedarf.finanzierungswunsch.kreditbetrag', '1000', 'invalid_type'],
    ['tenths of a cent', 'vorgang.finanzbedarf.finanzierungswunsch.kreditbetrag', 10.005, 'decimals'],
    ['negative money', 'vorgang.finanzbedarf.finanzierungswunsch.kreditbetrag', -1, 'too_small'],
    [
      'fraction of a month',
      'vorgang.finanzbedarf.finanzierungswunsch.laufzeitInMonaten',
      1.5,
      'invalid_type',
    ],
    ['fraction of an area', 'vorgang.haushalt.immobilien.0.wohnflaeche', 99.5, 'invalid_type'],
    ['lower-case country', `${person}.personendaten.geburtsland`, 'de', 'country'],
    ['three-letter country', `${person}.personendaten.geburtsland`, 'DEU', 'country'],
    ['reserved country code', `${person}.personendaten.geburtsland`, 'ZZ', 'country'],
    [
      'word of the mortgage API',
      `${person}.personendaten.familienstand`,
      'LEBENSPARTNERSCHAFT',
      'invalid_value',
    ],
    ['title that is no list', `${person}.personendaten.titel`, 'DOKTOR', 'invalid_type'],
    ['PLZ of four digits', `${person}.wohnsituation.anschrift.plz`, '1071', 'invalid_format'],
    ['account with a wrong check', 'vorgang.haushalt.kontoverbindung.iban', 'DE97600100700160451700', 'iban'],
    ['account with blanks', 'vorgang.haushalt.kontoverbindung.iban', 'DE98 6001 0070 0160 4517 00', 'iban'],
    ['blank text', `${person}.personendaten.vorname`, ' ', 'invalid_format'],
    ['null', `${person}.personendaten.vorname`, null, 'invalid_type'],
    ['empty object', `${person}.personendaten`, {}, 'empty'],
    ['empty list', 'vorgang.haushalt.kinder', [], 'too_small'],
    [
      'BEIDE with a sum of one',
      'vorgang.haushalt.einnahmen.ehegattenunterhalt.0.gehoertZuAntragsteller',
      'BEIDE',
      'invalid_value',
    ],
    [
      'BEIDE with insurance',
      'vorgang.haushalt.ausgaben.privateKrankenversicherungen.0.gehoertZuAntragsteller',
      'BEIDE',
      'invalid_value',
    ],
    ['common home of the first', `${person}.wohnsituation.gemeinsamerHaushalt`, true, 'unknown'],
    ['commission', 'vorgang.finanzbedarf.finanzierungswunsch.provisionswunschInProzent', 3, 'unknown'],
    ['advisor of the KEX model', 'vorgang.kundenbetreuer', { partnerId: 'ABC12' }, 'unknown'],
    ['comments inside the case', 'vorgang.kommentare', ['x'], 'unknown'],
    ['redemption of a lease', 'vorgang.haushalt.verbindlichkeiten.leasings.0.abloesen', true, 'unknown'],
    [
      'rate of a Dispo',
      'vorgang.haushalt.verbindlichkeiten.dispositionskredite.0.rateMonatlich',
      1,
      'unknown',
    ],
    [
      'vehicle for another purpose',
      'vorgang.finanzbedarf.finanzierungszweck',
      'UMSCHULDUNG',
      'purpose',
      'vorgang.finanzbedarf.fahrzeugkauf',
    ],
    ['second kind of work', `${work}.rentner`, { staatlicheRenteMonatlich: 1 }, 'kind'],
    ['kind without its object', `${work}.beschaeftigungsart`, 'BEAMTER', 'kind', work],
    ['object without a kind', `${work}.beschaeftigungsart`, undefined, 'kind', work],
    ['fraction as partner value', 'partner.custom.0.value', 1.5, 'invalid_union'],
    ['referrer’s Anrede', 'tippgeber.anrede', 'DIVERS', 'invalid_value'],
    ['both spellings', 'partner.kundenummer', 'W', 'unknown'],
  ])('refuses %s and names the place', (_name, place, value, rule, told = place) => {
    const problems = problemsOf(changed(place, value))
    expect(problems).toContain(`${told}: ${rule}`)
    const said = JSON.stringify(value)
    if (typeof value === 'string' && value.length > 3) expect(problems.join()).not.toContain(said)
  })

  it('gives everything to the one person where there is no second', () => {
    expect(problemsOf(changed('vorgang.antragsteller2', undefined))).toEqual(
      expect.arrayContaining([
        'vorgang.haushalt.kinder.0.gehoertZuAntragsteller: person',
        'vorgang.haushalt.kontoverbindung.gehoertZuAntragsteller: person',
        'vorgang.haushalt.verbindlichkeiten.dispositionskredite.0.gehoertZuAntragsteller: person',
        'vorgang.finanzbedarf.ratenschutzAntragsteller2: person',
      ]),
    )
  })
})

describe('names', () => {
  it('are spelled as the document spells them', () => {
    expect([scope, production, partnerKeys, numbers]).toEqual([
      'drkleinrk-api/vorgang:import',
      { parameter: 'environment', value: 'PRODUCTION' },
      { vertriebsschluessel: 'vertriebsschluessel', kundennummer: 'kundennummer' },
      {
        drklein: 'drkleinrkVorgangsnummer',
        europace: 'europaceVorgangsnummer',
        crm: 'crmKennung',
      },
    ])
    expect(owners).toEqual(['ANTRAGSTELLER_1', 'ANTRAGSTELLER_2', 'BEIDE'])
  })

  it('take each kind of work with its object', () => {
    const objects = {
      ...{ ANGESTELLTER: 'angestellter', ARBEITER: 'arbeiter', BEAMTER: 'beamter', RENTNER: 'rentner' },
      ...{ FREIBERUFLER: 'freiberufler', SELBSTSTAENDIGER: 'selbststaendiger' },
      ...{ ARBEITSLOSER: 'arbeitsloser', HAUSFRAU: 'hausfrau' },
    }
    expect(workObjects).toEqual(objects)
    expect(years.flatMap((year) => yearFigures.map((figure) => figure + year))).toEqual([
      ...['bruttoEinkommenLaufendesJahr', 'einkommenssteuerLaufendesJahr', 'abschreibungenLaufendesJahr'],
      ...['bruttoEinkommenLetztesJahr', 'einkommenssteuerLetztesJahr', 'abschreibungenLetztesJahr'],
      ...['bruttoEinkommenVor2Jahren', 'einkommenssteuerVor2Jahren', 'abschreibungenVor2Jahren'],
      ...['bruttoEinkommenVor3Jahren', 'einkommenssteuerVor3Jahren', 'abschreibungenVor3Jahren'],
    ])
    const loss = { bruttoEinkommenVor2Jahren: -1000.5, einkommenssteuerVor2Jahren: -20 }
    for (const kind of ['FREIBERUFLER', 'SELBSTSTAENDIGER'] as const) {
      const beschaeftigung = { beschaeftigungsart: kind, [objects[kind]]: loss }
      expect(problemsOf({ vorgang: { antragsteller1: { beschaeftigung } } })).toEqual([])
    }
  })
})
