import { refusedIn } from '@/lib/cases/europace/beyond-schema'
import type { Case, Cases, Datenkontext } from './cases'
import { completed, idsOf } from './completed'
import { type Answer, type Call, isJson, isObject, type Json, type JsonObject, jsonSchema } from './http'
import type { Strict } from './journal'
import { type Definition, strictly, tolerantly } from './model'
import { problem, unauthorized } from './problem'
import type { Tokens } from './token'

/** The Kundenangaben API with its four operations. */
export type Handled = { answer: Answer; strict?: Strict; dropped?: string[]; case?: Case }

export type KundenangabenApi = {
  create(call: Call): Handled
  validate(call: Call): Handled
  get(call: Call, vorgangsnummer: string): Handled
  replace(call: Call, vorgangsnummer: string): Handled
}

const WRITE = 'baufinanzierung:vorgang:schreiben'
const READ = 'baufinanzierung:vorgang:lesen'
const REAL = 'baufinanzierung:echtgeschaeft'

export function makeKundenangaben(cases: Cases, tokens: Tokens, clock: () => number): KundenangabenApi {
  const refused = (call: Call, scope: string): Answer | undefined => {
    const grant = tokens.grantOf(call)
    if (!grant) return unauthorized()
    return grant.scopes.includes(scope) ? undefined : problem(call, 403, `The scope ${scope} is missing.`)
  }

  const understood = (call: Call, name: Definition): Understood => {
    if (!isJson(call))
      return { kind: 'no', handled: { answer: problem(call, 415, 'Only application/json is taken.') } }
    const json = jsonSchema.safeParse(call.body)
    if (!json.success)
      return { kind: 'no', handled: { answer: problem(call, 400, 'The body is not JSON.', []) } }
    const strict = strictly(name, json.data)
    const { value, dropped, violations } = tolerantly(name, json.data)
    const wanted = name === 'ImportKundenangabenRequest' ? 'importMetadaten' : 'updateMetadaten'
    if (isObject(value)) {
      for (const field of [wanted, 'kundenangaben']) {
        if (!isObject(value[field])) violations.push({ field, message: 'must not be null' })
      }
      for (const { fact, place } of refusedIn(part(value, 'kundenangaben'))) {
        const field = `kundenangaben.${place}.${fact.field}`.replace(/\.(\d+)(?=\.)/g, '[$1]')
        violations.push({ field, message: 'must not be null' })
      }
    }
    if (!isObject(value) || violations.length > 0) {
      const answer = problem(call, 400, 'The body does not fit the model.', violations)
      return { kind: 'no', handled: { answer, strict, dropped } }
    }
    return {
      kind: 'yes',
      metadaten: part(value, wanted),
      kundenangaben: part(value, 'kundenangaben'),
      strict,
      dropped,
    }
  }

  const checkedImport = (call: Call): Understood => {
    const no = refused(call, WRITE)
    if (no) return { kind: 'no', handled: { answer: no } }
    const body = understood(call, 'ImportKundenangabenRequest')
    if (body.kind === 'no') return body
    const { strict, dropped } = body
    if (contextOf(body.metadaten) === 'ECHT_GESCHAEFT' && !tokens.grantOf(call)?.scopes.includes(REAL)) {
      return {
        kind: 'no',
        handled: { answer: problem(call, 403, `The scope ${REAL} is missing.`), strict, dropped },
      }
    }
    const advisors = Object.values(part(body.metadaten, 'betreuung'))
    if (advisors.some((partner) => !/^[A-Z0-9]{5}$/.test(String(partner)))) {
      const answer = problem(
        call,
        409,
        'Kundenbetreuer or Bearbeiter cannot be set: takeover right or Plakette missing.',
      )
      return { kind: 'no', handled: { answer, strict, dropped } }
    }
    return body
  }

  return {
    create(call) {
      const body = checkedImport(call)
      if (body.kind === 'no') return body.handled
      const betreuung = part(body.metadaten, 'betreuung')
      const now = new Date(clock())
      const made: Case = {
        vorgangsnummer: cases.newNumber(),
        externeVorgangsnummer: String(body.metadaten.externeVorgangsId ?? ''),
        datenkontext: contextOf(body.metadaten),
        status: 'AKTIV',
        erstelltAm: now,
        letzteAenderung: now,
        letztesEreignis: now,
        metadaten: body.metadaten,
        kundenangaben: completed(body.kundenangaben, new Set()),
        dropped: body.dropped,
        kundenbetreuer: String(betreuung.kundenbetreuer ?? 'SELBST'),
        bearbeiter: String(betreuung.bearbeiter ?? ''),
      }
      cases.put(made)
      const answer = { status: 201, json: { vorgangsnummer: made.vorgangsnummer } }
      return { answer, strict: body.strict, dropped: body.dropped, case: made }
    },
    validate(call) {
      const body = checkedImport(call)
      if (body.kind === 'no') return body.handled
      // As documented: a number, although no case exists.
      const json = { vorgangsnummer: cases.newNumber() }
      return { answer: { status: 200, json }, strict: body.strict, dropped: body.dropped }
    },
    get(call, vorgangsnummer) {
      const no = refused(call, READ)
      if (no) return { answer: no }
      const found = cases.get(vorgangsnummer)
      return {
        answer: found ? { status: 200, json: found.kundenangaben } : problem(call, 404, 'No such case.'),
      }
    },
    replace(call, vorgangsnummer) {
      const no = refused(call, WRITE)
      if (no) return { answer: no }
      const found = cases.get(vorgangsnummer)
      if (!found) return { answer: problem(call, 404, 'No such case.') }
      const body = understood(call, 'UpdateKundenangabenRequest')
      if (body.kind === 'no') return body.handled
      const now = new Date(clock())
      cases.put({
        ...found,
        metadaten: { ...found.metadaten, ...body.metadaten },
        kundenangaben: completed(body.kundenangaben, idsOf(found.kundenangaben)),
        dropped: body.dropped,
        letzteAenderung: now,
        letztesEreignis: now,
      })
      return { answer: { status: 204 }, strict: body.strict, dropped: body.dropped }
    },
  }
}

type Understood =
  | { kind: 'yes'; metadaten: JsonObject; kundenangaben: JsonObject; strict: Strict; dropped: string[] }
  | { kind: 'no'; handled: Handled }

function part(value: JsonObject, name: string): JsonObject {
  const inner: Json | undefined = value[name]
  return isObject(inner) ? inner : {}
}

/** Without a word the platform takes a case for real business. */
function contextOf(metadaten: JsonObject): Datenkontext {
  return metadaten.datenkontext === 'TEST_MODUS' ? 'TEST_MODUS' : 'ECHT_GESCHAEFT'
}
