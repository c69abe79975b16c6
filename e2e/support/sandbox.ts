import { expect } from '@playwright/test'

/** The outside world as tests see it (architecture §6). The journal is shared: never cleared, read by e-mail address. */
const url = process.env.SANDBOX_URL ?? `http://127.0.0.1:${process.env.SANDBOX_PORT ?? 4010}`

type Entry = {
  seq: number
  kind: string
  status: number | null
  request: {
    importMetadaten: { datenkontext: string; leadtracking?: Record<string, string> } & Record<string, unknown>
    kundenangaben: { haushalte: { kunden: Record<string, unknown>[] }[] } & Record<string, unknown>
  }
  response: { vorgangsnummer?: string } | null
  strict?: { valid: boolean; errors: string[] }
  dropped?: string[]
}
/** A call of Dr. Klein's `POST /vorgang`. */
type CreditEntry = {
  kind: string
  path: string
  /** null: the connection was dropped, nothing was answered. */
  status: number | null
  request: {
    vorgang: { leadquelle?: string } & Record<string, unknown>
    kommentare?: string[]
    partner?: {
      kundennummer?: string
      vertriebsschluessel?: string
      custom?: { key: string; value: unknown }[]
    }
    tippgeber?: unknown
  }
  response: { europaceVorgangsnummer?: string; messages?: string[] } | null
  strict?: { valid: boolean; errors: string[] }
  dropped?: string[]
}
export type Mail = { to: string[]; subject: string; text: string; html: string }

async function get<T>(path: string): Promise<T[]> {
  const response = await fetch(url + path)
  expect(response.ok, `sandbox ${path}`).toBe(true)
  return (await response.json()) as T[]
}

/** The calls of this kind whose body names this address. */
async function callsOf<T extends { kind: string; request: unknown }>(
  kind: string,
  email: string,
): Promise<T[]> {
  const entries = await get<T>('/_journal')
  return entries.filter(
    (entry) => entry.kind === kind && JSON.stringify(entry.request ?? null).includes(`"${email}"`),
  )
}

/** Waits for the call that this finds and answers with it; a second one is a fault. */
async function theOnly<T>(find: () => Promise<T[]>): Promise<T> {
  await expect.poll(async () => (await find()).length, { timeout: 20_000 }).toBeGreaterThan(0)
  const found = await find()
  expect(found).toHaveLength(1)
  const [only] = found
  if (!only) throw new Error('unreachable: one case was expected')
  return only
}

/** The cases that were created with this address; never more than one for one submission. */
export const casesOf = (email: string): Promise<Entry[]> => callsOf('kundenangaben.create', email)

/** Waits for the case of this address and answers with it. */
export const caseOf = (email: string): Promise<Entry> => theOnly(() => casesOf(email))

/** The posts to Dr. Klein with this address, whatever became of them. */
export const creditsOf = (email: string): Promise<CreditEntry[]> => callsOf('drklein.create', email)

export const creditOf = (email: string): Promise<CreditEntry> => theOnly(() => creditsOf(email))

/** Sets the faults of the whole sandbox; each rule should match an address of the test's own. */
export async function setFaults(rules: readonly Record<string, unknown>[]): Promise<void> {
  const response = await fetch(`${url}/_faults`, { method: 'PUT', body: JSON.stringify(rules) })
  expect(response.ok, 'sandbox /_faults').toBe(true)
}

export async function mailsTo(email: string): Promise<Mail[]> {
  return (await get<Mail>('/_mail')).filter((mail) => mail.to.includes(email))
}
