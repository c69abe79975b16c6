import { describe, expect, it } from 'vitest'
import { checkAll, fromDocument, toDocument, walk } from '@/lib/forms/engine'
import type { Answers, Env, Value } from '@/lib/forms/engine/types'
import { L, type ListName, openedBy, owedOf, REDEEMABLE, type Redeemable } from './household-places'
import { ratenkredit as form } from './index'

const TODAY = '2026-11-21'
const env: Env = { length: 'full', lang: 'de', today: TODAY }
type Given = { readonly [key: string]: Value }
const answers = (values: Given): Answers =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, by: 'person' as const }]))
const alone = (values: Given = {}) => answers({ 'app.personen': '1', ...values })
const couple = (values: Given = {}) => answers({ 'app.personen': '2', ...values })

/** An item of a list that has been opened and added. */
const item = (list: ListName, leaves: Given, at = 0): Given => ({
  [openedBy(list)]: true,
  [`${L[list]}.${at}.@item`]: `${at + 1}`,
  ...Object.fromEntries(Object.entries(leaves).map(([leaf, value]) => [`${L[list]}.${at}.${leaf}`, value])),
})
const says = (given: Answers, key: string, level: 'errors' | 'warnings' = 'errors'): string | undefined =>
  checkAll(form, given, env)[level].find((one) => one.key === key)?.message
const isAsked = (given: Answers, key: string): boolean => {
  const instance = walk(form, given, env).instances.get(key)
  return instance !== undefined && instance.given === undefined
}
type Household = {
  [part: string]: { [list: string]: { [leaf: string]: unknown }[] } & { [leaf: string]: unknown }[]
}
const sent = (given: Answers): Household =>
  JSON.parse(JSON.stringify(toDocument(form, given, env))).haushalt ?? {}

const OWNED = Object.keys(L).filter((name): name is ListName => name !== 'darlehen')
/** ratenkredit §3: these take no BEIDE. */
const FOR_ONE: readonly ListName[] = [
  'nebentaetigkeit',
  'ehegattenunterhalt',
  'zusatzrenten',
  'sonstigeEinnahmen',
  'krankenversicherung',
  'unterhalt',
]

describe.each(OWNED)('whose an entry of %s is', (list) => {
  const owner = `${L[list]}.0.gehoertZuAntragsteller`
  it('is asked of two people, of both only where the API takes both', () => {
    const given = couple(item(list, {}))
    const question = walk(form, given, env).instances.get(owner)?.question
    const options = Array.isArray(question?.options) ? question.options.map(({ value }) => value) : []
    expect(options).toEqual([
      'ANTRAGSTELLER_1',
      'ANTRAGSTELLER_2',
      ...(FOR_ONE.includes(list) ? [] : ['BEIDE']),
    ])
  })
  it('is written unasked for one person', () => {
    const given = alone(item(list, {}))
    expect(isAsked(given, owner)).toBe(false)
    expect(JSON.stringify(sent(given))).toContain('"gehoertZuAntragsteller":"ANTRAGSTELLER_1"')
  })
})

describe('lists of the household', () => {
  it('a no leaves the list away; what was typed before does not come along', () => {
    const typed = item('unterhalt', { betragMonatlich: 200 })
    expect(JSON.stringify(sent(alone(typed)))).toContain('unterhaltsverpflichtungen')
    expect(sent(alone({ ...typed, [openedBy('unterhalt')]: false }))).toEqual({})
  })
  it('are open where a document has them', () => {
    const document = toDocument(form, alone(item('leasings', { rateMonatlich: 189 })), env)
    const back = fromDocument(form, document, env)
    expect(back[openedBy('leasings')]).toEqual({ value: true, by: 'person' })
    expect(back[openedBy('kreditkarten')]).toBeUndefined()
    const owns = item('immobilien', {
      bezeichnung: 'Wohnung',
      'app.darlehen': true,
      'darlehen.0.restschuld': 1,
    })
    const loans = toDocument(form, alone({ ...owns, [`${L.immobilien}.0.darlehen.0.@item`]: '1' }), env)
    expect(fromDocument(form, loans, env)[`${L.immobilien}.0.app.darlehen`]).toMatchObject({ value: true })
  })
  it.each<[ListName, string]>([
    ['nebentaetigkeit', 'betragMonatlich'],
    ['ehegattenunterhalt', 'betragMonatlich'],
    ['zusatzrenten', 'betragMonatlich'],
    ['sonstigeEinnahmen', 'betragMonatlich'],
    ['krankenversicherung', 'betragMonatlich'],
    ['unterhalt', 'betragMonatlich'],
    ['sonstigeAusgaben', 'betragMonatlich'],
    ['bausparvertraege', 'sparbeitragMonatlich'],
    ['lebensversicherungen', 'praemieMonatlich'],
  ])('an amount of %s is more than nothing', (list, leaf) => {
    const key = `${L[list]}.0.${leaf}`
    expect(says(alone(item(list, { [leaf]: 0 })), key)).toContain('mindestens')
    expect(says(alone(item(list, { [leaf]: 1 })), key)).toBeUndefined()
  })
  it('a side job has begun', () => {
    const key = `${L.nebentaetigkeit}.0.beginnDerTaetigkeit`
    expect(says(alone(item('nebentaetigkeit', { beginnDerTaetigkeit: '2026-11-22' })), key)).toContain(
      'Zukunft',
    )
    expect(says(alone(item('nebentaetigkeit', { beginnDerTaetigkeit: TODAY })), key)).toBeUndefined()
  })
  it('children have their rank from their order', () => {
    const children = Object.assign(
      {},
      ...['A', 'B', 'C', 'D', 'E'].map((name, at) => item('kinder', { name }, at)),
    )
    const kinder: unknown = sent(alone(children)).kinder
    expect(Array.isArray(kinder) ? kinder.map(({ kindergeldFuer }) => kindergeldFuer) : []).toEqual([
      'ERSTES_ODER_ZWEITES_KIND',
      'ERSTES_ODER_ZWEITES_KIND',
      'DRITTES_KIND',
      'AB_VIERTEM_KIND',
      'AB_VIERTEM_KIND',
    ])
    expect(isAsked(alone(children), `${L.kinder}.0.kindergeldFuer`)).toBe(false)
  })
})

describe('property', () => {
  const at = `${L.immobilien}.0`
  it('is expected of who lives in a home of their own', () => {
    const home = (wohnart: string, owns: boolean) =>
      alone({ 'antragsteller1.wohnsituation.wohnart': wohnart, [openedBy('immobilien')]: owns })
    const key = openedBy('immobilien')
    expect(says(home('IM_EIGENEN_HAUS', false), key, 'warnings')).toContain('eigenen Zuhause')
    expect(says(home('IM_EIGENEN_HAUS', true), key, 'warnings')).toBeUndefined()
    expect(says(home('ZUR_MIETE', false), key, 'warnings')).toBeUndefined()
  })
  it('lets less than all of it where part is let, and its warm rent is not below the cold one', () => {
    const part = (leaves: Given) =>
      alone(item('immobilien', { nutzungsart: 'EIGENGENUTZT_UND_VERMIETET', wohnflaeche: 100, ...leaves }))
    expect(says(part({ vermieteteWohnflaeche: 100 }), `${at}.vermieteteWohnflaeche`)).toContain('kleiner')
    expect(says(part({ vermieteteWohnflaeche: 99 }), `${at}.vermieteteWohnflaeche`)).toBeUndefined()
    const rents = (warm: number) =>
      says(
        part({ mieteinnahmenKaltMonatlich: 600, mieteinnahmenWarmMonatlich: warm }),
        `${at}.mieteinnahmenWarmMonatlich`,
      )
    expect(rents(599)).toContain('Kaltmiete')
    expect(rents(600)).toBeUndefined()
  })
  it('has rents only where it is let', () => {
    const used = (nutzungsart: string) => alone(item('immobilien', { nutzungsart }))
    expect(isAsked(used('EIGENGENUTZT'), `${at}.mieteinnahmenKaltMonatlich`)).toBe(false)
    expect(isAsked(used('VERMIETET'), `${at}.mieteinnahmenKaltMonatlich`)).toBe(true)
    expect(isAsked(used('VERMIETET'), `${at}.vermieteteWohnflaeche`)).toBe(false)
  })
})

const leafOf = (list: Redeemable): string => owedOf(list).split('.').at(-1) ?? ''
const REFINANCE = { 'finanzbedarf.finanzierungszweck': 'UMSCHULDUNG' }

describe.each(REDEEMABLE)('a debt of %s', (list) => {
  const at = `${L[list]}.0`
  it('that is replaced has a known balance and a creditor, and is asked for its account', () => {
    const given = alone(item(list, { abloesen: true }))
    const { instances } = walk(form, given, env)
    expect(instances.get(`${at}.${leafOf(list)}`)?.required).toBe(true)
    expect(instances.get(`${at}.${leafOf(list)}`)?.question.certainty).toBeUndefined()
    expect(instances.get(`${at}.glaeubiger`)?.required).toBe(true)
    for (const leaf of ['iban', 'bic', 'kreditinstitut']) expect(isAsked(given, `${at}.${leaf}`)).toBe(true)
    expect(
      says(alone(item(list, { abloesen: true, [leafOf(list)]: 0 })), `${at}.${leafOf(list)}`),
    ).toBeDefined()
  })
  it('that goes on may have none, or an unknown one', () => {
    const given = alone(item(list, { abloesen: false, [leafOf(list)]: 0 }))
    expect(says(given, `${at}.${leafOf(list)}`)).toBeUndefined()
    expect(isAsked(given, `${at}.iban`)).toBe(false)
    expect(walk(form, given, env).instances.get(`${at}.${leafOf(list)}`)?.question.certainty).toEqual([
      'full',
    ])
  })
})

describe('bounds of debts', () => {
  it('a balance is at most the original amount, and not below the final instalment', () => {
    const key = `${L.ratenkredite}.0.restschuld`
    const loan = (leaves: Given) => alone(item('ratenkredite', { abloesen: false, ...leaves }))
    expect(says(loan({ urspruenglicherKreditbetrag: 5_000, restschuld: 5_001 }), key)).toContain('am Anfang')
    expect(says(loan({ urspruenglicherKreditbetrag: 5_000, restschuld: 5_000 }), key)).toBeUndefined()
    expect(says(loan({ schlussrate: 900, restschuld: 899 }), key, 'warnings')).toContain('Schlussrate')
  })
  it('what is drawn beyond the limit is worth a second look', () => {
    const key = `${L.kreditkarten}.0.beanspruchterBetrag`
    const card = (drawn: number) =>
      alone(item('kreditkarten', { abloesen: false, verfuegungsrahmen: 2_000, beanspruchterBetrag: drawn }))
    expect(says(card(2_001), key, 'warnings')).toContain('mehr als der Rahmen')
    expect(says(card(2_000), key, 'warnings')).toBeUndefined()
    expect(says(card(2_001), key)).toBeUndefined()
  })
  it('the last instalment does not lie behind', () => {
    const key = `${L.leasings}.0.datumLetzteRate`
    expect(says(alone(item('leasings', { datumLetzteRate: '2026-11-20' })), key)).toContain('vorbei')
    expect(says(alone(item('leasings', { datumLetzteRate: TODAY })), key)).toBeUndefined()
  })
  it('a lease cannot be replaced, and an overdraft has no instalment', () => {
    expect(isAsked(alone(item('leasings', {})), `${L.leasings}.0.abloesen`)).toBe(false)
    expect(isAsked(alone(item('dispositionskredite', {})), `${L.dispositionskredite}.0.rateMonatlich`)).toBe(
      false,
    )
  })
})

describe('refinancing', () => {
  const none = Object.fromEntries(REDEEMABLE.map((list) => [openedBy(list), false]))
  const overview = openedBy('sonstigeVerbindlichkeiten')
  const first = `${L.ratenkredite}.0.abloesen`

  it('needs a debt at all', () => {
    expect(says(alone({ ...REFINANCE, ...none }), overview)).toContain('mindestens einen')
    expect(says(alone(none), overview)).toBeUndefined()
  })
  it('needs one that is replaced, said once nothing can follow any more', () => {
    const kept = item('ratenkredite', { abloesen: false })
    expect(says(alone({ ...REFINANCE, ...none, ...kept }), first)).toContain('mindestens einen')
    expect(says(alone({ ...REFINANCE, ...none, ...kept }), overview)).toBeUndefined()
    // Another one is there, and has not been talked about yet.
    expect(
      says(alone({ ...REFINANCE, ...none, ...kept, ...item('kreditkarten', {}) }), first),
    ).toBeUndefined()
    // Other debts have not been asked about yet.
    expect(says(alone({ ...REFINANCE, ...kept }), first)).toBeUndefined()
    const one = item('kreditkarten', { abloesen: true })
    expect(says(alone({ ...REFINANCE, ...none, ...kept, ...one }), first)).toBeUndefined()
  })
  it('suggests to replace each debt', () => {
    const suggests = (zweck: string) => form.presets.abloesen?.value(() => zweck, env, first)
    expect(suggests('UMSCHULDUNG')).toBe(true)
    expect(suggests('FREIE_VERWENDUNG')).toBeUndefined()
  })
})
