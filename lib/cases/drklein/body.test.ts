import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson, isJsonObject, type JsonObject } from '@/lib/cases/json'
import { ratenkredit } from '@/lib/forms/ratenkredit'
import { exampleAnswers, exampleEnv } from '@/lib/forms/ratenkredit/personas/example'
import { storedPrivacy } from '@/lib/privacy'
import { payloadFor } from '@/lib/submissions/payload-for'
import { germanDateTime, vorgangBody, withPartnerKeys } from './body'
import { exampleCampaign, exampleLead } from './example.fixture'
import { requestFields } from './fields'
import { partnerKeys } from './names'
import { problemsOf } from './problems'

/** What accept makes of the example's answers and campaign. */
const made = payloadFor(exampleCampaign, {
  form: ratenkredit,
  answers: exampleAnswers,
  env: exampleEnv,
  attribution: {},
  externalId: exampleLead,
  privacy: storedPrivacy({
    versionId: '1',
    sha256: '00',
    language: 'de',
    shownAt: '2026-11-21T10:00:00.000Z',
  }),
  proven: [],
})
const example = 'body' in made.payload ? made.payload.body : {}

describe('the body of POST /vorgang', () => {
  it('is the document’s example, byte for byte, once properties are sorted', () => {
    const request = readFileSync('docs/reference/vorgang-example.json', 'utf8')
    // The app adds remarks of its own behind what the person said, such as which privacy statement was shown.
    const said = Array.isArray(example.kommentare) ? example.kommentare.slice(0, 1) : []
    expect(canonicalJson({ ...example, kommentare: said })).toBe(canonicalJson(JSON.parse(request)))
    expect(made.violations).toEqual([])
  })

  it('holds nothing empty, however deep, and keeps zero, false and order', () => {
    const document: JsonObject = {
      antragsteller1: { personendaten: {}, herkunft: { arbeitserlaubnisVorhanden: false } },
      antragsteller2: { personendaten: { titel: [] }, wohnsituation: {} },
      haushalt: { kinder: [{}, { name: 'B' }, { name: 'A', unterhaltseinnahmenMonatlich: 0 }], ausgaben: {} },
    }
    expect(vorgangBody({ document, kommentare: [], partner: { kundennummer: 'K', custom: [] } })).toEqual({
      partner: { kundennummer: 'K' },
      vorgang: {
        antragsteller1: { herkunft: { arbeitserlaubnisVorhanden: false } },
        haushalt: { kinder: [{ name: 'B' }, { name: 'A', unterhaltseinnahmenMonatlich: 0 }] },
      },
    })
  })

  it('writes values of the partner as boolean, integer or text, and moments in Germany’s time', () => {
    const moment = new Date('2026-07-01T11:00:00Z')
    const custom = [
      { key: 'a', value: true },
      { key: 'b', value: 7 },
      { key: 'c', value: '2026-07-01' },
      { key: 'd', value: moment },
    ]
    expect(vorgangBody({ document: {}, partner: { kundennummer: 'K', custom } })).toEqual({
      partner: {
        kundennummer: 'K',
        custom: [...custom.slice(0, 3), { key: 'd', value: '2026-07-01 13:00:00' }],
      },
    })
  })

  it.each([
    ['2021-01-10T12:00:00Z', '2021-01-10 13:00:00'],
    ['2026-03-29T00:59:59Z', '2026-03-29 01:59:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29 03:00:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25 02:30:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25 02:30:00'],
    ['2026-12-31T23:05:09Z', '2027-01-01 00:05:09'],
  ])('%s is %s in Germany', (moment, written) => {
    expect(germanDateTime(new Date(moment))).toBe(written)
  })

  it('renames the two keys of the partner where it is told so, and never sends both', () => {
    expect(withPartnerKeys(example, partnerKeys)).toEqual(example)
    const table = { vertriebsschluessel: 'vertriebsschlüssel', kundennummer: 'kundenummer' }
    const { partner } = withPartnerKeys(example, table)
    expect(Object.keys(partner ?? {}).sort()).toEqual(['custom', 'kundenummer', 'vertriebsschlüssel'])
    expect(partner).toMatchObject({ kundenummer: exampleLead })
    expect(withPartnerKeys({ vorgang: {} }, table)).toEqual({ vorgang: {} })
  })
})

/** Places of a body down to the fields of the envelope; lists count once. */
function placesOf(value: unknown, at = ''): string[] {
  const here = at === '' ? [] : [at]
  if (Array.isArray(value)) return [...here, ...value.flatMap((item) => placesOf(item, at))]
  if (typeof value !== 'object' || value === null || at.split('.').length === 3) return here
  const below = Object.entries(value).flatMap(([name, item]) => placesOf(item, at ? `${at}.${name}` : name))
  return [...here, ...below]
}

describe('fields of the document’s tables', () => {
  it('can all be produced from campaign and answers, and no other is', () => {
    const antragsteller2 = { personendaten: { vorname: 'Erika' } }
    const { vorgang, ...envelope } = example
    const body = { ...envelope, vorgang: { ...(isJsonObject(vorgang) && vorgang), antragsteller2 } }
    expect(problemsOf(body)).toEqual([])
    const wanted = Object.keys(requestFields)
    const produced = new Set(placesOf(body))
    const missing = wanted.filter((field) => !produced.has(field))
    console.log(`envelope of POST /vorgang: ${wanted.length - missing.length} of ${wanted.length} fields`)
    expect(missing).toEqual([])
    const fieldless = ['vorgang', 'tippgeber', 'partner', ...wanted]
    const beyond = [...produced].filter(
      (place) => !fieldless.includes(place) && !wanted.some((field) => place.startsWith(`${field}.`)),
    )
    expect(beyond).toEqual([])
  })
})
