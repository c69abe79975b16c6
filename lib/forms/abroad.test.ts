import { describe, expect, it } from 'vitest'
import { namesByScript } from '@/lib/pdf/names.fixture'
import { baufinanzierung } from './baufinanzierung'
import { personas as shortMortgages } from './baufinanzierung/personas'
import { fullPersonas } from './baufinanzierung/personas/full'
import { fillInFull } from './common/personas/journey'
import { checkAll, checkPage, walk } from './engine'
import type { Env, Form, Key, Kind, Length, Raw } from './engine/types'
import { keyOf } from './engine/walk'
import { ratenkredit } from './ratenkredit'
import { personas as credits } from './ratenkredit/personas'

/** Nobody who lives, works or comes from abroad meets a mandatory question that they cannot answer. */
type Typed = { readonly [key: Key]: Raw }
type Household = { form: Form; length: Length; id: string; typed: Typed }

const shortMortgage = (id: string): Typed =>
  Object.assign({}, ...(shortMortgages.find((one) => one.id === id)?.pages ?? []).map(({ typed }) => typed))
const typedOf = (all: readonly { id: string; typed: Typed }[], id: string): Typed =>
  all.find((one) => one.id === id)?.typed ?? {}

const households: readonly Household[] = [
  { form: baufinanzierung, length: 'short', id: 'kauf-ausland', typed: shortMortgage('kauf-ausland') },
  {
    form: baufinanzierung,
    length: 'full',
    id: 'voll-kauf-ausland-paar',
    typed: typedOf(fullPersonas, 'voll-kauf-ausland-paar'),
  },
  {
    form: ratenkredit,
    length: 'short',
    id: 'kurz-ausland-paar',
    typed: typedOf(credits, 'kurz-ausland-paar'),
  },
  {
    form: ratenkredit,
    length: 'full',
    id: 'voll-ausland-paar',
    typed: typedOf(credits, 'voll-ausland-paar'),
  },
]

/** Postcodes of what stands in Germany whoever asks: what is financed, and property that secures it. */
const IN_GERMANY = /^finanzierungsobjekt\./

const NUMBERS = [
  '+43 1 58858',
  '0041 44 668 18 00',
  '+1 (212) 555-0147',
  '+44 20 7946 0018',
  'tel:+90-212-555-0123',
  '+380 44 235 0000',
  '+84 24 3825 3333',
  '+91 22 4444 5555',
]
/** One letter, no number, other scripts. */
const TEXTS = [
  ...Object.values(namesByScript).map(([, nachname]) => nachname),
  'Ó',
  'Wien, Österreich',
  'Flat 3b, 221 Baker Street',
]
const VARIANTS: { readonly [K in Kind]?: readonly string[] } = {
  phone: NUMBERS,
  text: TEXTS,
  'text-long': TEXTS,
}

function askedOf({ form, length, id, typed }: Household) {
  const env: Env = { length, lang: 'de', today: '2026-11-21' }
  const journey = fillInFull(form, { id, says: '', lang: 'de', typed }, env)
  const instances = [...walk(form, journey.answers, env).instances.values()]
  return { env, journey, asked: instances.filter(({ given }) => given === undefined) }
}

describe.each(households)('$id', (household) => {
  const { form } = household
  const { env, journey, asked } = askedOf(household)

  it('can be finished', () => {
    expect(journey.errors).toEqual([])
    expect(checkAll(form, journey.answers, env).errors).toEqual([])
  })

  it('may answer each mandatory text and phone as it is written elsewhere', () => {
    const complaints: string[] = []
    for (const { key, question, required, page } of asked) {
      if (!required) continue
      for (const raw of VARIANTS[question.kind] ?? []) {
        const answers = { ...journey.answers, [key]: { raw, locale: 'de', by: 'person' } as const }
        const wrong = checkPage(form, answers, env, page).errors.find((error) => error.key === key)
        if (wrong) complaints.push(`${key}: ${raw}: ${wrong.message}`)
      }
    }
    expect(complaints).toEqual([])
  })
})

it.each([
  ['mortgage', 'short', baufinanzierung],
  ['mortgage', 'full', baufinanzierung],
  ['credit', 'short', ratenkredit],
  ['credit', 'full', ratenkredit],
] as const)('each mandatory postcode of the %s, %s, gives way to one from elsewhere', (_, length, form) => {
  const postcodes = form.steps
    .flatMap(({ questions }) => questions)
    .filter(({ kind, required }) => kind === 'plz' && required?.includes(length))
    .map(keyOf)
    .filter((key) => !IN_GERMANY.test(key))
  if (length === 'full') expect(postcodes.length).toBeGreaterThan(1)
  const walks = households.filter((one) => one.form === form && one.length === length).map(askedOf)
  const former = (key: string) => /vor/i.test(key)
  for (const postcode of new Set(postcodes)) {
    // Somebody is asked for the one from elsewhere and not for this one.
    const spared = walks.some(({ asked }) =>
      asked.some(
        ({ item, question }) =>
          /auslandsplz$/.test(keyOf(question)) &&
          former(keyOf(question)) === former(postcode) &&
          !asked.some((other) => other.item === item && keyOf(other.question) === postcode),
      ),
    )
    expect(spared, postcode).toBe(true)
  }
})
