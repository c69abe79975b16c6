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
export type Mail = { to: string[]; subject: string; text: string; html: string }

async function get<T>(path: string): Promise<T[]> {
  const response = await fetch(url + path)
  expect(response.ok, `sandbox ${path}`).toBe(true)
  return (await response.json()) as T[]
}

/** The cases that were created with this address; never more than one for one submission. */
export async function casesOf(email: string): Promise<Entry[]> {
  const entries = await get<Entry>('/_journal')
  return entries.filter(
    ({ kind, request }) =>
      kind === 'kundenangaben.create' && JSON.stringify(request ?? null).includes(`"${email}"`),
  )
}

/** Waits for the case of this address and answers with it. */
export async function caseOf(email: string): Promise<Entry> {
  await expect.poll(async () => (await casesOf(email)).length, { timeout: 20_000 }).toBeGreaterThan(0)
  const found = await casesOf(email)
  expect(found).toHaveLength(1)
  const [only] = found
  if (!only) throw new Error('unreachable: one case was expected')
  return only
}

export async function mailsTo(email: string): Promise<Mail[]> {
  return (await get<Mail>('/_mail')).filter((mail) => mail.to.includes(email))
}
