import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Case } from './cases'
import type { DrkleinCase } from './drklein'
import { drkleinPage, drkleinRow } from './drklein-page'
import { type FaultRule, makeFaults, rulesSchema } from './faults'
import { type Answer, type Call, isObject, readCall, writeAnswer } from './http'
import { type Journal, type Kind, makeJournal } from './journal'
import { type Limit, makeLimit } from './limit'
import { type Mailbox, startMailbox } from './mail'
import { casePage, casesPage, journalPage, mailPage, rowOf } from './pages'
import { faulted, kindOf, makePlatform, type Platform, refusal } from './platform'
import { allScopes, type Client, drkleinScopes } from './token'

export type Sandbox = {
  url: string
  port: number
  smtpPort: number
  journal: Journal
  mailbox: Mailbox
  platform: Platform
  setFaults(rules: FaultRule[]): void
  close(): Promise<void>
}
export type SandboxOptions = {
  port?: number
  smtpPort?: number
  clients?: readonly Client[]
  /** Clients of Dr. Klein Ratenkredit. */
  drkleinClients?: readonly Client[]
  /** The platform's own clock in milliseconds; absent: this machine's. */
  now?: () => number
  /** How many entries the journal keeps; absent: all. */
  journal?: number
  /** Europace's requests per minute and client id before 429, such as `documentedLimit`; absent: no limit. Dr. Klein documents none. */
  limitPerMinute?: number
}

export const drkleinClient: Client = {
  id: 'sandbox-drklein',
  secret: 'sandbox-drklein-secret',
  scopes: drkleinScopes,
}
export const defaultClient: Client = { id: 'sandbox-client', secret: 'sandbox-secret', scopes: allScopes }

/**
 * The outside world on one loopback port, with its state in memory. Ports left out are chosen by the system.
 * Rejects when a port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const journal = makeJournal(options.journal)
  const faults = makeFaults()
  const clients = {
    europace: options.clients ?? [defaultClient],
    drklein: options.drkleinClients ?? [drkleinClient],
  }
  const platform = makePlatform(clients, options.now)
  const mailbox = await startMailbox(options.smtpPort ?? 0)
  const now = options.now ?? Date.now
  const limit = makeLimit(options.limitPerMinute ?? 0, now)
  const world: World = { journal, limit, faults, platform, mailbox, now, setFaults }
  const server = createServer((request, response) => {
    answer(world, request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 1000
  const port = await listen(server, options.port ?? 0)

  function setFaults(rules: FaultRule[]): void {
    faults.set(rules)
    const refuse = rules.find((rule) => rule.fault === 'refuse')
    if (refuse) awayFor(server, port, refuse.delayMs ?? 1000)
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    smtpPort: mailbox.port,
    journal,
    mailbox,
    platform,
    setFaults,
    async close() {
      server.closeAllConnections()
      await Promise.all([new Promise<void>((resolve) => server.close(() => resolve())), mailbox.close()])
    },
  }
}

type World = {
  journal: Journal
  limit: Limit
  faults: ReturnType<typeof makeFaults>
  platform: Platform
  mailbox: Mailbox
  now: () => number
  setFaults(rules: FaultRule[]): void
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

/** The port is closed for a while, so that a connection is refused as by a machine that is down. */
function awayFor(server: Server, port: number, ms: number): void {
  // The answer to the call that set the fault is still to be written.
  setImmediate(() => {
    server.close(() => undefined)
    server.closeIdleConnections()
    setTimeout(() => server.listen(port, '127.0.0.1'), ms)
  })
}

async function answer(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = await readCall(request)
  const kind = kindOf(call)
  if (kind === 'unknown') {
    writeAnswer(response, control(world, call), call.traceId)
    return
  }
  const limited = isDrklein(kind)
    ? undefined
    : world.limit.take(world.platform.tokens.clientOf(call) ?? 'unknown', call)
  if (limited) {
    note(world, kind, call, { status: limited.status, response: limited.json ?? null, fault: 'limit' })
    writeAnswer(response, limited, call.traceId)
    return
  }
  const rule = world.faults.take(kind, call)
  if (rule?.fault === 'delay') await delay(rule.delayMs ?? 0)
  if (rule?.fault === 'dropBefore') {
    note(world, kind, call, { status: null, response: null, fault: rule.fault })
    response.socket?.resetAndDestroy()
    return
  }
  const refused = rule && refusal(rule)
  if (refused) {
    note(world, kind, call, { status: refused.status, response: refused.json ?? null, fault: rule.fault })
    writeAnswer(response, refused, call.traceId)
    return
  }
  const handled = world.platform.handle(kind, call, rule)
  if (rule?.fault === 'hideArchived' && handled.case)
    world.platform.cases.put({ ...handled.case, status: 'ARCHIVIERT' })
  const said = rule ? faulted(handled.answer, rule) : handled.answer
  const dropped = rule?.fault === 'dropAfterCommit'
  note(world, kind, call, {
    status: dropped ? null : said.status,
    response: isToken(kind) && said.status === 200 ? withoutToken(said.json) : (said.json ?? null),
    strict: handled.strict,
    dropped: handled.dropped?.length ? handled.dropped : undefined,
    fault: rule?.fault,
  })
  if (dropped) {
    response.socket?.resetAndDestroy()
    return
  }
  if (rule?.fault === 'delayAfterCommit') await delay(rule.delayMs ?? 0)
  writeAnswer(response, said, call.traceId, {
    cut: rule?.fault === 'cutBody',
    at: world.now() + (rule?.fault === 'clock' ? (rule.delayMs ?? 0) : 0),
  })
}

const isDrklein = (kind: Kind) => kind === 'drklein.token' || kind === 'drklein.create'
const isToken = (kind: Kind) => kind === 'token' || kind === 'drklein.token'

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

type Noted = Pick<Parameters<Journal['add']>[0], 'status' | 'response' | 'strict' | 'dropped' | 'fault'>

function note(world: World, kind: Kind, call: Call, noted: Noted): void {
  const { method, traceId } = call
  const query = call.query.toString()
  const path = query ? `${call.path}?${query}` : call.path
  const raw = isToken(kind) ? withoutSecret(call.raw) : call.raw
  const request = call.body ?? (raw === '' ? null : raw)
  world.journal.add({ kind, method, path, traceId, request, ...noted })
}

const withoutSecret = (form: string) => form.replace(/(client_secret=)[^&]*/g, '$1…')

function withoutToken(json: unknown): unknown {
  return typeof json === 'object' && json !== null ? { ...json, access_token: '…' } : json
}

/** A case by its platform, its number and the sender's, archived or not: what a count of cases needs. */
const caseNumbers = ({ vorgangsnummer, externeVorgangsnummer }: Case) => ({
  target: 'kundenangaben',
  vorgangsnummer,
  externeVorgangsnummer,
})
const drkleinNumbers = ({ europaceVorgangsnummer, body }: DrkleinCase) => ({
  target: 'vorgang',
  vorgangsnummer: europaceVorgangsnummer,
  externeVorgangsnummer: isObject(body.partner) ? String(body.partner.kundennummer ?? '') : '',
})

/** The sandbox's own addresses: journal, faults, mailbox, and pages for people. */
function control(world: World, call: Call): Answer {
  const { journal, faults, mailbox, platform } = world
  switch (`${call.method} ${call.path}`) {
    case 'GET /_journal':
      return { status: 200, json: journal.list(call.query.get('since')) }
    case 'DELETE /_journal':
      journal.clear()
      return { status: 204 }
    case 'GET /_faults':
      return { status: 200, json: faults.list() }
    case 'PUT /_faults': {
      const rules = rulesSchema.safeParse(call.body)
      if (!rules.success) return { status: 400, json: rules.error.issues }
      world.setFaults(rules.data)
      return { status: 200, json: faults.list() }
    }
    case 'GET /_mail':
      return { status: 200, json: mailbox.list() }
    case 'DELETE /_mail':
      mailbox.clear()
      return { status: 204 }
    case 'GET /_cases':
      return {
        status: 200,
        json: [...platform.cases.all().map(caseNumbers), ...platform.drklein.all().map(drkleinNumbers)],
      }
    case 'DELETE /_cases':
      platform.cases.clear()
      platform.drklein.clear()
      return { status: 204 }
    case 'DELETE /_tokens':
      platform.revokeTokens()
      return { status: 204 }
    case 'GET /':
      return casesPage([...platform.cases.all().map(rowOf), ...platform.drklein.all().map(drkleinRow)])
    case 'GET /post':
      return mailPage(mailbox.list())
    case 'GET /journal':
      return journalPage(journal.list())
  }
  const shown = call.method === 'GET' ? /^\/vorgang\/oeffne\/([^/]+)$/.exec(call.path)?.[1] : undefined
  const found = shown === undefined ? undefined : platform.cases.get(shown)
  if (found) return casePage(found)
  const credit = call.method === 'GET' ? /^\/drklein\/vorgang\/([^/]+)$/.exec(call.path)?.[1] : undefined
  const asked = credit === undefined ? undefined : platform.drklein.get(credit)
  if (asked) return drkleinPage(asked)
  return { status: 404, json: { message: 'The sandbox has nothing at this address.' } }
}
