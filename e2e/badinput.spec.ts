import { expect, test } from '@playwright/test'
import type { SaveResult } from '@/lib/drafts/protocol'
import type { Kind, Raw } from '@/lib/forms/engine/types'
import { parse } from '@/lib/forms/kinds'
import { firstPage, postSave } from './support/http'
import { keys } from './support/keys'
import { disguises, naughty } from './support/naughty'

/** One question per kind of the short form, and one to leave open, so that the page is always shown again. */
const places = [
  { page: 'kontakt', key: keys.vorname, kind: 'text' },
  { page: 'kontakt', key: keys.weitereKontaktmoeglichkeiten, kind: 'text' },
  { page: 'kontakt', key: keys.email, kind: 'email' },
  { page: 'kontakt', key: keys.telefonnummer, kind: 'phone' },
  { page: 'immobilie', key: keys.plz, kind: 'plz' },
  { page: 'immobilie', key: keys.typ, kind: 'choice' },
  { page: 'kosten', key: keys.kaufpreis, kind: 'money-eur' },
  { page: 'kosten', key: keys.makler, kind: 'boolean' },
  { page: 'vorhaben', key: keys.zumDatum, kind: 'date' },
  { page: 'einkommen', key: keys.einkommenNetto, kind: 'money-eur-monthly' },
] as const satisfies readonly { page: string; key: string; kind: Kind }[]
type Place = (typeof places)[number]

/** Milliseconds of every request. */
const times: number[] = []

/** A draft takes 120 saves a minute; a new page view gives a new one. */
const savesPerDraft = 100

class Draft {
  private secret: string | undefined
  private readonly last = new Map<string, Raw>()
  private constructor(private readonly token: string) {}

  static async begin(): Promise<Draft> {
    const draft = new Draft((await firstPage()).token)
    const first = await draft.save('vorhaben', 'autosave', [
      { key: keys.zweck, from: null, to: 'KAUF' },
      { key: keys.zeit, from: null, to: 'DEADLINE' },
    ])
    expect(first.kind).toBe('saved')
    return draft
  }

  private async save(page: string, intent: string, changes: readonly unknown[]): Promise<SaveResult> {
    const began = performance.now()
    const answer = await postSave({
      token: this.token,
      secret: this.secret,
      page,
      intent,
      lang: 'de',
      changes,
    })
    times.push(performance.now() - began)
    expect(answer.status, answer.text.slice(0, 200)).toBe(200)
    const result = JSON.parse(answer.text) as SaveResult
    if ('draft' in result) this.secret = result.draft.secret
    return result
  }

  /** Types the text, presses "Weiter", and answers with what the page then shows at the question. */
  async type({ page, key }: Place, text: string): Promise<{ raw: Raw; error?: string }> {
    const change = { key, from: this.last.get(key) ?? null, to: text }
    let result = await this.save(page, 'next', [change])
    if (result.kind === 'saved') result = await this.save(page, 'load', [])
    if (result.kind !== 'invalid' && result.kind !== 'saved') throw new Error(`${key}: ${result.kind}`)
    const view = result.view?.kind === 'step' ? result.view : undefined
    const field = view?.fields.find((one) => one.key === key)
    if (!field) throw new Error(`${key} is not on ${view?.page}`)
    this.last.set(key, field.raw)
    return { raw: field.raw, error: view?.errors.find((one) => one.key === key)?.message }
  }
}

const tidy = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()
/** What somebody sees of a text: marks without a width and direction marks are taken out of names and texts. */
const seen = (text: string): string => tidy(text.replace(/[\p{Cf}\p{DI}\u2800]/gu, ''))
const german = /^(?:Bitte|Welche|Den|Das|Die|Diese|Es|Eine|\d)/

/** What is wrong with the answer to this text; undefined = it was refused in words or kept as it was meant. */
function complaint(place: Place, text: string, shown: { raw: Raw; error?: string }): string | undefined {
  const raw = typeof shown.raw === 'string' ? shown.raw : JSON.stringify(shown.raw)
  if (shown.error !== undefined && !german.test(shown.error)) return `not said in German: ${shown.error}`
  if (raw === text || raw === tidy(text)) return undefined
  if (place.kind === 'text') return seen(raw) === seen(text) ? undefined : `became ${JSON.stringify(raw)}`
  // The same reader reads what is shown as it reads what was typed: nothing was lost on the way in and out.
  const [meant, kept] = [text, raw].map((one) => parse(place.kind, one, 'de', { monthMeans: 'last' }))
  if (meant?.kind === 'ambiguous')
    return meant.readings.some((one) => one.text === raw) ? undefined : `became ${raw}`
  return JSON.stringify(meant) === JSON.stringify(kept) ? undefined : `became ${JSON.stringify(raw)}`
}

/** Every text as it is; with a long run every eighth of its disguises on top. */
const plain = places.flatMap((place) => naughty.map((text) => ({ place, text })))
const disguised = places.flatMap((place) =>
  disguises.slice(1).flatMap((disguise) => naughty.map((text) => ({ place, text: disguise(text) }))),
)
// The short run takes some of each kind; the step is prime to the number of texts, so each kind meets others.
const cases = process.env.VERIFY
  ? [...plain, ...disguised.filter((_, at) => at % 8 === 0)]
  : plain.filter((_, at) => at % 13 === 0)

test(`${cases.length} texts at ${places.length} kinds of question: each is taken, or it is said why not`, async () => {
  test.setTimeout(process.env.VERIFY ? 2_400_000 : 180_000)
  expect(cases.length).toBeGreaterThanOrEqual(process.env.VERIFY ? 10_000 : 500)
  const complaints: string[] = []
  const queue = Array.from({ length: Math.ceil(cases.length / (savesPerDraft / 2)) }, (_, at) =>
    cases.slice(at * (savesPerDraft / 2), (at + 1) * (savesPerDraft / 2)),
  )
  const work = async () => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) {
      const draft = await Draft.begin()
      for (const { place, text } of batch) {
        const wrong = complaint(place, text, await draft.type(place, text))
        if (wrong) complaints.push(`${place.key} ${JSON.stringify(text.slice(0, 60))} ${wrong.slice(0, 200)}`)
      }
    }
  }
  await Promise.all([work(), work(), work(), work()])
  times.sort((a, b) => a - b)
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0
  console.log(
    `bad input: ${cases.length} texts, ${times.length} requests, none refused or failed, p99 ${p99.toFixed(0)} ms with four at a time`,
  )
  expect(complaints).toEqual([])
})
