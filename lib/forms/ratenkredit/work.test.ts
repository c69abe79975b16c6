import { describe, expect, it } from 'vitest'
import { RATE_EXAMPLE } from '@/lib/forms/common/figures/example'
import { applyChanges, checkAll, stepView, toDocument, walk } from '@/lib/forms/engine'
import type { Answers, Env, Value } from '@/lib/forms/engine/types'
import { ratenkredit as form } from './index'
import { ART, incomeOf, KINDS, type Kind, OBJECT_OF } from './kinds-of-work'
import { FIRST_PERSON, of } from './paths'

const TODAY = '2026-11-21'
const full: Env = { length: 'full', lang: 'de', today: TODAY }
const short: Env = { ...full, length: 'short' }
const me = (path: string): string => of(FIRST_PERSON, path)
const given = (values: { readonly [key: string]: Value }): Answers =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, by: 'person' as const }]))

const BORN = 'antragsteller1.personendaten.geburtsdatum'
const job = (kind: Kind, leaf: string) =>
  `antragsteller1.beschaeftigung.${OBJECT_OF[kind]}.beschaeftigungsverhaeltnis.${leaf}`
const earlier = (leaf: string) =>
  `antragsteller1.beschaeftigung.angestellter.vorherigesBeschaeftigungsverhaeltnis.${leaf}`
const as = (kind: Kind, more: { readonly [key: string]: Value } = {}): Answers =>
  given({ 'app.personen': '1', [BORN]: '1985-03-14', [me(ART)]: kind, ...more })

type Level = 'errors' | 'warnings'
const says = (answers: Answers, key: string, level: Level = 'errors'): string | undefined =>
  checkAll(form, answers, full)[level].find((one) => one.key === key)?.message
const isAsked = (answers: Answers, key: string, env = full): boolean =>
  walk(form, answers, env).instances.has(key)
const siblings = (document: unknown): readonly string[] => {
  const work = JSON.parse(JSON.stringify(document)).antragsteller1?.beschaeftigung ?? {}
  return Object.keys(work).filter((name) => name !== 'beschaeftigungsart')
}

describe.each(KINDS)('%s', (kind) => {
  const income = me(incomeOf(kind))

  it('is sent with exactly its own object, also in the short form and with an income of nothing', () => {
    for (const env of [short, full]) {
      const document = toDocument(form, as(kind, { [income]: 0 }), env)
      expect(siblings(document)).toEqual([OBJECT_OF[kind]])
    }
  })
  it('asks for its one income alone', () => {
    const { instances } = walk(form, as(kind), short)
    const incomes = KINDS.map((one) => me(incomeOf(one))).filter((key) => instances.has(key))
    expect(incomes).toEqual([income])
  })
  it('can never be sent empty: a mandatory answer cannot be unknown', () => {
    const own = [...walk(form, as(kind), full).instances.values()].filter(
      ({ key, question, required }) =>
        key.startsWith(`antragsteller1.beschaeftigung.${OBJECT_OF[kind]}.`) &&
        required &&
        !question.certainty,
    )
    expect(own.length).toBeGreaterThan(0)
  })
  it('leaves nothing of another kind in the document once it is chosen', () => {
    const all = Object.fromEntries(KINDS.map((one) => [me(incomeOf(one)), 1_000]))
    expect(siblings(toDocument(form, as(kind, all), full))).toEqual([OBJECT_OF[kind]])
  })
})

describe('another kind of the same sort', () => {
  it('takes over what was typed, whichever it was before', () => {
    const from = as('ARBEITER', { [job('ARBEITER', 'nettoeinkommenMonatlich')]: 2_400 })
    const { answers } = applyChanges(form, from, [{ key: me(ART), from: 'ARBEITER', to: 'BEAMTER' }], full)
    expect(answers[job('BEAMTER', 'nettoeinkommenMonatlich')]).toMatchObject({ value: 2_400 })
    expect(answers[job('ARBEITER', 'nettoeinkommenMonatlich')]).toBeUndefined()
  })
  it('does not take over what means something else', () => {
    const from = as('ARBEITER', { [job('ARBEITER', 'nettoeinkommenMonatlich')]: 2_400 })
    const { answers } = applyChanges(form, from, [{ key: me(ART), from: 'ARBEITER', to: 'RENTNER' }], full)
    expect(answers[me(incomeOf('RENTNER'))]).toBeUndefined()
  })
})

describe('income', () => {
  const monthly = me(incomeOf('ANGESTELLTER'))
  const yearly = me(incomeOf('FREIBERUFLER'))
  it('of a month is at most 100,000 and worth a second look above 25,000', () => {
    expect(says(as('ANGESTELLTER', { [monthly]: 100_001 }), monthly)).toContain('höchstens 100.000')
    expect(says(as('ANGESTELLTER', { [monthly]: 25_001 }), monthly, 'warnings')).toContain('ein Jahr')
    expect(says(as('ANGESTELLTER', { [monthly]: 25_000 }), monthly, 'warnings')).toBeUndefined()
  })
  it('of a year is worth a second look where it is more likely a month’s', () => {
    expect(says(as('FREIBERUFLER', { [yearly]: 4_999 }), yearly, 'warnings')).toContain('einen Monat')
    expect(says(as('FREIBERUFLER', { [yearly]: 5_000 }), yearly, 'warnings')).toBeUndefined()
    expect(says(as('FREIBERUFLER', { [yearly]: 300_001 }), yearly, 'warnings')).toContain('Nullen')
    expect(says(as('FREIBERUFLER', { [yearly]: 1_200_001 }), yearly)).toContain('höchstens 1.200.000')
  })
})

describe('a fixed term', () => {
  const until = job('ANGESTELLTER', 'befristetBis')
  const fixed = (day?: string) =>
    as('ANGESTELLTER', { [job('ANGESTELLTER', 'befristung')]: 'BEFRISTET', ...(day && { [until]: day }) })
  it('needs an end, which lies ahead', () => {
    expect(says(fixed(), until)).toBeDefined()
    expect(says(fixed(TODAY), until)).toContain('vorbei')
    expect(says(fixed('2026-11-22'), until)).toBeUndefined()
  })
  it('is asked only where there is one, and never of civil servants', () => {
    expect(isAsked(as('ANGESTELLTER', { [job('ANGESTELLTER', 'befristung')]: 'UNBEFRISTET' }), until)).toBe(
      false,
    )
    expect(isAsked(as('BEAMTER'), job('BEAMTER', 'befristung'))).toBe(false)
  })
})

describe('dates of work', () => {
  const since = job('ANGESTELLTER', 'beschaeftigtSeit')
  it('begin with the 14th birthday and at most a year ahead', () => {
    expect(says(as('ANGESTELLTER', { [since]: '1999-03-13' }), since)).toContain('14. Geburtstag')
    expect(says(as('ANGESTELLTER', { [since]: '1999-03-14' }), since)).toBeUndefined()
    expect(says(as('ANGESTELLTER', { [since]: '2027-11-22' }), since)).toContain('höchstens ein Jahr')
  })
  it('suggest probation below six months', () => {
    const probation = form.presets.inProbezeit
    const key = job('ARBEITER', 'inProbezeit')
    const suggests = (day?: string) =>
      probation?.value((one) => (one === job('ARBEITER', 'beschaeftigtSeit') ? day : undefined), full, key)
    expect(suggests('2026-05-22')).toBe(true)
    expect(suggests('2026-05-21')).toBe(false)
    expect(suggests()).toBeUndefined()
  })
  it('of a civil servant begin with the 16th birthday', () => {
    const appointed = job('BEAMTER', 'verbeamtetSeit')
    expect(says(as('BEAMTER', { [appointed]: '2001-03-13' }), appointed)).toContain('16. Geburtstag')
    expect(says(as('BEAMTER', { [appointed]: '2001-03-14' }), appointed)).toBeUndefined()
    expect(says(as('BEAMTER', { [appointed]: '2026-11-22' }), appointed)).toContain('Zukunft')
  })
  it('of one’s own business are worth a look below three years', () => {
    const own = 'antragsteller1.beschaeftigung.selbststaendiger.selbststaendigSeit'
    expect(says(as('SELBSTSTAENDIGER', { [own]: '2023-11-22' }), own, 'warnings')).toContain(
      'drei volle Jahre',
    )
    expect(says(as('SELBSTSTAENDIGER', { [own]: '2023-11-21' }), own, 'warnings')).toBeUndefined()
  })
  it('of a pension do not lie ahead', () => {
    const retired = 'antragsteller1.beschaeftigung.rentner.rentnerSeit'
    expect(says(as('RENTNER', { [retired]: '2026-11-22' }), retired)).toContain('Zukunft')
  })
})

describe('the job before', () => {
  const since = job('ANGESTELLTER', 'beschaeftigtSeit')
  const name = earlier('arbeitgeber.name')
  const lately = { [since]: '2026-06-01', [name]: 'Wäscherei Blitz' }
  it('is asked below twelve months', () => {
    expect(isAsked(as('ANGESTELLTER', { [since]: '2025-11-22' }), name)).toBe(true)
    expect(isAsked(as('ANGESTELLTER', { [since]: '2025-11-21' }), name)).toBe(false)
  })
  it('ends when the new one begins, and not before it began', () => {
    const [from, to] = [earlier('beschaeftigtSeit'), earlier('beschaeftigtBis')]
    const ends = (day: string) => says(as('ANGESTELLTER', { ...lately, [from]: '2020-02-01', [to]: day }), to)
    expect(ends('2026-06-02')).toContain('nach dem Beginn')
    expect(ends('2020-01-31')).toContain('vor dem ersten Tag')
    expect(ends('2026-06-01')).toBeUndefined()
  })
})

describe('figures of earlier years', () => {
  const own = 'antragsteller1.beschaeftigung.selbststaendiger'
  const asked = (day: string) =>
    ['LaufendesJahr', 'LetztesJahr', 'Vor2Jahren', 'Vor3Jahren'].filter((year) =>
      ['bruttoEinkommen', 'einkommenssteuer', 'abschreibungen'].every((name) =>
        isAsked(as('SELBSTSTAENDIGER', { [`${own}.selbststaendigSeit`]: day }), `${own}.${name}${year}`),
      ),
    )
  it('are asked as far back as the business goes', () => {
    expect(asked('2015-01-01')).toHaveLength(4)
    expect(asked('2025-01-01')).toHaveLength(3)
    expect(asked('2026-06-01')).toHaveLength(2)
  })
})

describe('a firm', () => {
  const at = job('ANGESTELLTER', 'arbeitgeber')
  it('has an address once it has a name; a postcode only in this country', () => {
    expect(isAsked(as('ANGESTELLTER'), `${at}.anschrift.land`)).toBe(false)
    const named = { [`${at}.name`]: 'Muster GmbH' }
    expect(
      isAsked(as('ANGESTELLTER', { ...named, [`${at}.anschrift.land`]: 'DE' }), `${at}.anschrift.plz`),
    ).toBe(true)
    expect(
      isAsked(as('ANGESTELLTER', { ...named, [`${at}.anschrift.land`]: 'AT' }), `${at}.anschrift.plz`),
    ).toBe(false)
  })
  it('has one of 17 branches; a pension insurer has none, and no country', () => {
    const branch = form.steps
      .flatMap(({ questions }) => questions)
      .find(({ path }) => path?.endsWith('angestellter.beschaeftigungsverhaeltnis.arbeitgeber.branche'))
    expect(branch?.options).toHaveLength(17)
    const office = 'antragsteller1.beschaeftigung.rentner.rentenversicherung'
    const retired = as('RENTNER', { [`${office}.name`]: 'Deutsche Rentenversicherung' })
    expect(isAsked(retired, `${office}.anschrift.plz`)).toBe(true)
    expect(isAsked(retired, `${office}.anschrift.land`)).toBe(false)
    expect(isAsked(retired, `${office}.branche`)).toBe(false)
  })
})

describe('the rate in the short form', () => {
  it('is drawn only where the campaign has one to show', () => {
    const drawn = (shows?: readonly string[]) =>
      stepView(form, {}, { ...short, ...(shows && { shows }) }, 'kreditwunsch')?.figures
    expect(drawn()).toEqual([])
    expect(drawn(['something else'])).toEqual([])
    expect(drawn([RATE_EXAMPLE])).toEqual(['ratenbeispiel'])
    expect(stepView(form, {}, full, 'kreditwunsch')?.figures).toEqual(['kreditrate'])
  })
})
