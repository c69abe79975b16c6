import { randomInt, randomUUID } from 'node:crypto'
import { bodyModel } from '@/lib/cases/drklein/model'
import { production, scope } from '@/lib/cases/drklein/names'
import { type Problem, problemsBy, problemsOf } from '@/lib/cases/drklein/problems'
import { type Answer, type Call, isObject, type Json, type JsonObject, jsonSchema } from './http'
import type { Strict } from './journal'
import { unauthorized } from './problem'
import type { Tokens } from './token'

/** The Vorgang API of Dr. Klein Ratenkredit: one POST, and no way to ask for a case again. */
export type DrkleinCase = {
  drkleinrkVorgangsnummer: string
  europaceVorgangsnummer: string
  crmKennung: string
  environment: 'PRODUCTION' | 'development'
  erstelltAm: Date
  /** What of the body was understood. */
  body: JsonObject
  messages: string[]
}
type Handled = { answer: Answer; strict?: Strict; dropped?: string[] }

export type DrkleinApi = {
  create(call: Call): Handled
  /** Newest first. */
  all(): DrkleinCase[]
  get(europaceVorgangsnummer: string): DrkleinCase | undefined
  clear(): void
}

/** The text of the API's document calls it JSON, the header of its example a form: both are taken. */
const types = ['application/json', 'application/x-www-form-urlencoded']

export function makeDrklein(tokens: Tokens, clock: () => number): DrkleinApi {
  const cases = new Map<string, DrkleinCase>()

  function newNumber(): string {
    for (;;) {
      const number = `${letters(2)}${randomInt(1000, 10_000)}`
      if (!cases.has(number)) return number
    }
  }

  return {
    create(call) {
      const grant = tokens.grantOf(call)
      if (!grant) return { answer: unauthorized() }
      if (!grant.scopes.includes(scope)) return refused(403, 'Forbidden')
      const type = call.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
      if (!types.includes(type)) return refused(415, 'Unsupported Media Type')
      const json = jsonSchema.safeParse(call.body)
      if (!json.success || !isObject(json.data) || !isObject(json.data.vorgang)) {
        return refused(400, 'The body is no JSON object with a vorgang.')
      }
      const stages = call.query.getAll(production.parameter)
      const isProduction = stages.length === 1 && stages[0] === production.value
      const wrongStage = stages.length > 0 && !isProduction ? [`?${production.parameter}: value`] : []
      const errors = [...wrongStage, ...problemsOf(json.data)]
      const { body, dropped, messages } = tolerantly(json.data)
      const europaceVorgangsnummer = newNumber()
      const made: DrkleinCase = {
        drkleinrkVorgangsnummer: randomUUID(),
        europaceVorgangsnummer,
        crmKennung: `DKR-${letters(2)}${randomInt(1000, 10_000)}`,
        environment: isProduction ? 'PRODUCTION' : 'development',
        erstelltAm: new Date(clock()),
        body,
        messages,
      }
      cases.set(europaceVorgangsnummer, made)
      const { drkleinrkVorgangsnummer, crmKennung } = made
      const said = { drkleinrkVorgangsnummer, europaceVorgangsnummer, crmKennung, messages }
      return { answer: { status: 201, json: said }, strict: { valid: errors.length === 0, errors }, dropped }
    },
    all: () => [...cases.values()].reverse(),
    get: (europaceVorgangsnummer) => cases.get(europaceVorgangsnummer),
    clear: () => cases.clear(),
  }
}

const letters = (count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(65 + randomInt(26))).join('')

/** Only 401 has a documented form; these are in the gateway's. */
const refused = (status: number, message: string): Handled => ({ answer: { status, json: { message } } })

/**
 * Reads as the credit platform behind the API does: what has a wrong format or does not fit the rest is left out, and the answer is a
 * 201 all the same. It tells what it left out of the case itself, with the value as such messages have it; of the envelope it says
 * nothing, nor of what is merely empty.
 */
export function tolerantly(received: JsonObject): {
  body: JsonObject
  dropped: string[]
  messages: string[]
} {
  const body = structuredClone(received)
  const dropped: string[] = []
  const messages: string[] = []
  for (let found = true; found; ) {
    found = false
    // From the last place to the first, so that the places in a list stay what they were.
    for (const problem of problemsBy(bodyModel, body).toReversed()) {
      const taken = takeOut(body, problem.place)
      if (taken === undefined) continue
      found = true
      if (isMereEmptiness(problem)) continue
      const place = problem.place.join('.')
      dropped.push(place)
      if (problem.place[0] === 'vorgang')
        messages.push(`Nicht übernommen: ${place} (${JSON.stringify(taken)})`)
    }
  }
  return { body, dropped, messages }
}

const isMereEmptiness = ({ rule }: Problem) => rule === 'empty'

/** Takes a value out of its object or list, or what lacks it where it is missing; undefined: there is neither. */
function takeOut(body: JsonObject, place: Problem['place']): Json | undefined {
  let here: Json | undefined = body
  for (const name of place.slice(0, -1)) here = below(here, name)
  const last = place.at(-1)
  if (last === undefined) return undefined
  const value = below(here, last)
  if (value === undefined) return here === undefined ? undefined : takeOut(body, place.slice(0, -1))
  if (Array.isArray(here)) here.splice(Number(last), 1)
  else if (isObject(here)) delete here[String(last)]
  return value
}

function below(here: Json | undefined, name: string | number): Json | undefined {
  if (Array.isArray(here)) return here[Number(name)]
  return isObject(here) && Object.hasOwn(here, name) ? here[String(name)] : undefined
}
