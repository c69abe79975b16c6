import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toDocument } from '@/lib/forms/engine'
import type { Json } from '@/lib/forms/engine/types'
import { baufinanzierung } from '../index'
import { personas } from './index'
import { envOf, fillIn } from './journey'

/** What of the example the short form does not ask; everything else must be equal, number for number. */
const NOT_IN_THE_SHORT_FORM: readonly string[] = [
  // person: titles, address and employer belong to the full form
  'haushalte.0.kunden.0.personendaten.person.titel.prof',
  'haushalte.0.kunden.0.personendaten.person.titel.dr',
  'haushalte.0.kunden.0.wohnsituation.anschrift.strasse',
  'haushalte.0.kunden.0.wohnsituation.anschrift.hausnummer',
  'haushalte.0.kunden.0.wohnsituation.anschrift.plz',
  'haushalte.0.kunden.0.wohnsituation.anschrift.ort',
  'haushalte.0.kunden.0.finanzielles.beschaeftigung.beschaeftigungsverhaeltnis.arbeitgeber.name',
  'haushalte.0.kunden.0.finanzielles.beschaeftigung.beschaeftigungsverhaeltnis.arbeitgeber.inDeutschland',
  // ids of the caller: the payload adds the first, the form numbers the second itself (p1)
  'haushalte.0.kunden.0.externeKundenId',
  'haushalte.0.kunden.0.referenzId',
  // the short form asks for the money to be used only and sends it as the balance (self-disclosure §3.10)
  'haushalte.0.finanzielleSituation.vermoegen.summeBankUndSparguthaben.guthaben',
  'haushalte.0.finanzielleSituation.vermoegen.summeBankUndSparguthaben.verwendung.kommentar',
  // property: details of the full form
  'finanzierungsobjekt.immobilie.adresse.strasse',
  'finanzierungsobjekt.immobilie.adresse.hausnummer',
  'finanzierungsobjekt.immobilie.typ.gebaeude.baujahr',
  'finanzierungsobjekt.immobilie.typ.gebaeude.nutzung.wohnen.gesamtflaeche',
  // wishes: full form; comments and building blocks: advisor
  'finanzierungsbedarf.praeferenzen.finanzierungsdetailspraeferenzen',
  'finanzierungsbedarf.praeferenzen.bestandteileDerFinanzierung',
  'finanzierungsbedarf.praeferenzen.absicherungUndVorsorge',
  'finanzierungsbedarf.praeferenzen.zeitlicherRahmen.kommentar',
  'finanzierungsbedarf.finanzierungsbausteine',
]

function leaves(value: Json, path = ''): [string, Json][] {
  if (value === null || typeof value !== 'object') return [[path, value]]
  return Object.entries(value).flatMap(([name, child]) =>
    leaves(child as Json, path ? `${path}.${name}` : name),
  )
}

const belongs = ([path]: [string, Json]): boolean =>
  !NOT_IN_THE_SHORT_FORM.some((left) => path === left || path.startsWith(`${left}.`))

/** The first request of the documentation. */
const example = (): Json =>
  JSON.parse(readFileSync('docs/reference/kundenangaben-example.json', 'utf8')).kundenangaben

describe('the worked example of the API document', () => {
  const persona = personas.find(({ id }) => id === 'beispiel-trisalis')
  if (!persona) throw new Error('The persona of the worked example is gone')
  const env = envOf(persona, '2026-11-21')
  const journey = fillIn(baufinanzierung, persona, env)

  it('is what the answers become, as far as its fields belong to the short form', () => {
    const document = toDocument(baufinanzierung, journey.answers, env)
    expect(Object.fromEntries(leaves(document).filter(belongs))).toEqual(
      Object.fromEntries(leaves(example()).filter(belongs)),
    )
  })

  it('names only fields that the example has', () => {
    const paths = leaves(example()).map(([path]) => path)
    for (const left of NOT_IN_THE_SHORT_FORM) {
      expect(
        paths.some((path) => path === left || path.startsWith(`${left}.`)),
        left,
      ).toBe(true)
    }
  })
})
