import { z } from 'zod'
import type { Case, Cases } from './cases'
import { type Answer, type Call, isJson, type Json } from './http'
import { unauthorized, vorgaengeError } from './problem'
import type { Tokens } from './token'

/** Changes younger than `ms` are not listed yet; `spread`: each case has a lag of its own up to that. */
export type Lag = { ms: number; spread: boolean }

export type Disturbance = {
  lag?: Lag
  /** Somebody edits the case that would be the first of this page, a later one than the first, just before it is read. */
  shift?: boolean
}

/** The Vorgaenge API v3: list, one case with its applications, the JSON Patch of status and numbers, and who works on it. */
export type VorgaengeApi = {
  list(call: Call, disturbed?: Disturbance): Answer
  get(call: Call, vorgangsnummer: string): Answer
  patch(call: Call, vorgangsnummer: string): Answer
  /** `PUT …/kundenBetreuer` answers 204, `PUT …/vorgangsBearbeiter` 200. */
  assign(call: Call, vorgangsnummer: string, role: Role): Answer
  antraege(call: Call, vorgangsnummer: string): Answer
}
export type Role = 'vorgaenge.kundenBetreuer' | 'vorgaenge.vorgangsBearbeiter'

const READ = 'baufinanzierung:vorgang:lesen'
const WRITE = 'baufinanzierung:vorgang:schreiben'
const time = z.iso
  .datetime({ offset: true, local: true })
  .or(z.iso.date())
  .transform((text) => new Date(text))

const listQuery = z.object({
  datenKontext: z.enum(['ECHT_GESCHAEFT', 'TEST_MODUS']).default('ECHT_GESCHAEFT'),
  aenderungSeit: time.optional(),
  aenderungBis: time.optional(),
  sort: z.enum(['absteigend', 'aufsteigend']).default('absteigend'),
  page: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(10),
})

const patchBody = z.array(
  z.discriminatedUnion('path', [
    z.object({
      op: z.literal('replace'),
      path: z.literal('/status'),
      value: z.enum(['AKTIV', 'ARCHIVIERT']),
    }),
    z.object({
      op: z.enum(['add', 'replace']),
      path: z.literal('/externeVorgangsNummer'),
      value: z.string(),
    }),
    z.object({ op: z.literal('replace'), path: z.literal('/kundenBetreuer/partnerId'), value: z.string() }),
    z.object({
      op: z.literal('replace'),
      path: z.literal('/vorgangsBearbeiter/partnerId'),
      value: z.string(),
    }),
  ]),
)

const partner = z.object({ partnerId: z.string().regex(/^[A-Z0-9]{5}$/) })

export function makeVorgaenge(cases: Cases, tokens: Tokens, now: () => number): VorgaengeApi {
  const refused = (call: Call, scope: string): Answer | undefined => {
    const grant = tokens.grantOf(call)
    if (!grant) return unauthorized()
    return grant.scopes.includes(scope)
      ? undefined
      : vorgaengeError(call, 403, `The scope ${scope} is missing.`)
  }
  const touched = (item: Case): Case => {
    const at = new Date(now())
    return { ...item, letzteAenderung: at, letztesEreignis: at }
  }
  return {
    list(call, { lag, shift } = {}) {
      const no = refused(call, READ)
      if (no) return no
      const query = listQuery.safeParse(Object.fromEntries(call.query))
      if (!query.success) return vorgaengeError(call, 400, 'A parameter has a value that is not possible.')
      const { datenKontext, aenderungSeit, aenderungBis, sort, page, limit } = query.data
      // The window first: of ten thousand cases it leaves a few hundred, and only they need a lag of their own.
      const isListed = (item: Case) => {
        const changed = item.letzteAenderung.getTime()
        return (
          (!aenderungSeit || changed >= aenderungSeit.getTime()) &&
          (!aenderungBis || changed <= aenderungBis.getTime()) &&
          item.datenkontext === datenKontext &&
          item.status === 'AKTIV' &&
          (!lag || changed <= now() - lag.ms * (lag.spread ? shareOf(item) : 1))
        )
      }
      const edited = shift && page > 0 ? cases.all().filter(isListed)[page * limit] : undefined
      if (edited) cases.put(touched(edited))
      const found = cases.all().filter(isListed)
      if (sort === 'aufsteigend') found.reverse()
      const shown = found.slice(page * limit, (page + 1) * limit)
      return {
        status: 200,
        json: { _links: links(call, page, limit, found.length), vorgaenge: shown.map(listed) },
      }
    },
    get(call, vorgangsnummer) {
      const no = refused(call, READ)
      if (no) return no
      const found = cases.get(vorgangsnummer)
      return found ? { status: 200, json: detailed(found) } : vorgaengeError(call, 404, 'No such case.')
    },
    patch(call, vorgangsnummer) {
      const no = refused(call, WRITE)
      if (no) return no
      const found = cases.get(vorgangsnummer)
      if (!found) return vorgaengeError(call, 404, 'No such case.')
      if (!isJson(call, 'application/json-patch+json'))
        return vorgaengeError(call, 400, 'Only application/json-patch+json is taken.')
      const body = patchBody.safeParse(call.body)
      if (!body.success) return vorgaengeError(call, 400, 'The patch is not possible.')
      const changed = touched(found)
      for (const step of body.data) {
        switch (step.path) {
          case '/status':
            changed.status = step.value
            break
          case '/externeVorgangsNummer':
            changed.externeVorgangsnummer = step.value
            break
          case '/kundenBetreuer/partnerId':
            changed.kundenbetreuer = step.value
            break
          case '/vorgangsBearbeiter/partnerId':
            changed.bearbeiter = step.value
            break
        }
      }
      cases.put(changed)
      return { status: 200, json: detailed(changed) }
    },
    assign(call, vorgangsnummer, role) {
      const no = refused(call, WRITE)
      if (no) return no
      const found = cases.get(vorgangsnummer)
      if (!found) return vorgaengeError(call, 404, 'No such case.')
      const body = partner.safeParse(isJson(call) ? call.body : undefined)
      if (!body.success) return vorgaengeError(call, 400, 'partnerId is missing or is none.')
      const { partnerId } = body.data
      const isAdvisor = role === 'vorgaenge.kundenBetreuer'
      cases.put({
        ...touched(found),
        ...(isAdvisor ? { kundenbetreuer: partnerId } : { bearbeiter: partnerId }),
      })
      return { status: isAdvisor ? 204 : 200 }
    },
    antraege(call, vorgangsnummer) {
      const no = refused(call, READ)
      if (no) return no
      // A case of the sandbox has no application: nobody decides on an offer here.
      return cases.get(vorgangsnummer)
        ? { status: 200, json: { _links: {}, antraege: [] } }
        : vorgaengeError(call, 404, 'No such case.')
    },
  }
}

/** A number from 0 to 1 that is always the same for a case. */
const shareOf = ({ vorgangsnummer }: Case): number =>
  ([...vorgangsnummer].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 0) % 1009) / 1008

function listed(item: Case): Json {
  return {
    vorgangsNummer: item.vorgangsnummer,
    externeVorgangsNummer: item.externeVorgangsnummer,
    datenKontext: item.datenkontext,
    letzteAenderung: item.letzteAenderung.toISOString(),
    letztesEreignis: item.letztesEreignis.toISOString(),
    _links: { self: { href: `/v3/vorgaenge/${item.vorgangsnummer}` } },
  }
}

function detailed(item: Case): Json {
  const { importquelle, leadtracking, tippgeber, prioritaet } = item.metadaten
  return {
    vorgangsNummer: item.vorgangsnummer,
    externeVorgangsNummer: item.externeVorgangsnummer,
    status: item.status,
    phase: 'ERFASSUNG',
    erstelltAm: item.erstelltAm.toISOString(),
    letzteAenderung: item.letzteAenderung.toISOString(),
    letztesEreignis: item.letztesEreignis.toISOString(),
    importQuelle: importquelle ?? null,
    leadTracking: leadtracking ?? null,
    tippGeber: tippgeber ?? null,
    prioritaet: prioritaet ?? 'NEUTRAL',
    datenKontext: item.datenkontext,
    kundenBetreuer: { partnerId: item.kundenbetreuer },
    vorgangsBearbeiter: item.bearbeiter ? { partnerId: item.bearbeiter } : null,
    antraege: [],
  }
}

function links(call: Call, page: number, limit: number, total: number): Json {
  const last = Math.max(0, Math.ceil(total / limit) - 1)
  const at = (to: number): Json => {
    const query = new URLSearchParams(call.query)
    query.set('page', String(to))
    query.set('limit', String(limit))
    return { href: `/v3/vorgaenge?${query}` }
  }
  return {
    self: at(page),
    first: at(0),
    last: at(last),
    ...(page > 0 ? { prev: at(page - 1) } : {}),
    ...(page < last ? { next: at(page + 1) } : {}),
  }
}
