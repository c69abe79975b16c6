import { applyChanges } from '@/lib/forms/engine'
import type { Answers, Env } from '@/lib/forms/engine/types'
import { ratenkredit } from '../index'
import { of, P } from '../paths'
import { address, items, ME, type Typed, wish } from './build'

/** In the API's example one person says only a few things, so this is no journey: most pages stay open. */
export const exampleEnv: Env = { length: 'full', lang: 'de', today: '2026-11-21' }

export const exampleTyped: Typed = {
  ...wish('FREIE_VERWENDUNG', '10.000', { months: '24' }),
  [P.ratenzahlungstermin]: 'MONATSENDE',
  [P.personen]: '1',
  [of(ME, P.vorname)]: 'Max',
  [of(ME, P.nachname)]: 'Mustermann',
  ...address(ME, ['Musterstraße.', '41a', '10713', 'Berlin'], '01.01.2016'),
  [of(ME, P.wohnart)]: 'ZUR_MIETE',
  [of(ME, P.personenImHaushalt)]: '1',
  [of(ME, P.miete)]: '200,01',
  ...items('krankenversicherung', [{ betragMonatlich: '200,01' }]),
  [P.iban]: 'DE98 6001 0070 0160 4517 00',
  [P.nachricht]: 'Max Mustermann hat 3 Kreditkarten.',
  [P.telefonTermin]: '2021-01-10 13:00:00',
}

/** The answers behind the `vorgang` and the `kommentare` of the API document's example request. */
export const exampleAnswers: Answers = Object.entries(exampleTyped).reduce<Answers>(
  (answers, [key, to]) => applyChanges(ratenkredit, answers, [{ key, from: null, to }], exampleEnv).answers,
  {},
)
