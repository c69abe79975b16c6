import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Payload } from '@/lib/cases/payload'
import { openJson, type RecordKey, recordKey, sealJson } from '@/lib/crypto/records'
import { schema, type Tx } from '@/lib/db'
import type { Json } from '@/lib/forms/engine/types'

/** How to reach the person who sent the form. Kept under a key of its own, so that lists need not open answers. */
export type Contact = { vorname?: string; nachname?: string; email?: string; phone?: string }

const name = 'submission.contact.v1'
const at = (json: Json | undefined, ...path: (string | number)[]): Json | undefined =>
  path.reduce<Json | undefined>(
    (here, step) =>
      typeof here === 'object' && here !== null ? (here as { readonly [p: string]: Json })[step] : undefined,
    json,
  )
const text = (json: Json | undefined) => (typeof json === 'string' && json.trim() !== '' ? json : undefined)

const list = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? json : [])

/** Everybody of whom a payload speaks, in its order. Pure. */
export function contactsIn(payload: Payload): Contact[] {
  switch (payload.target) {
    case undefined:
      return list(at(payload.kundenangaben, 'haushalte'))
        .flatMap((haushalt) => list(at(haushalt, 'kunden')))
        .map(ofKunde)
    case 'vorgang':
      return ['antragsteller1', 'antragsteller2']
        .map((name) => at(payload.body, 'vorgang', name, 'personendaten'))
        .filter((person) => person !== undefined)
        .map(ofAntragsteller)
  }
}

function ofKunde(kunde: Json): Contact {
  const vorwahl = text(at(kunde, 'kontakt', 'telefonnummer', 'vorwahl'))
  const nummer = text(at(kunde, 'kontakt', 'telefonnummer', 'nummer'))
  return {
    vorname: text(at(kunde, 'personendaten', 'person', 'vorname')),
    nachname: text(at(kunde, 'personendaten', 'person', 'nachname')),
    email: text(at(kunde, 'kontakt', 'email')),
    phone: nummer && [vorwahl, nummer].filter(Boolean).join(' '),
  }
}

const ofAntragsteller = (person: Json): Contact => ({
  vorname: text(at(person, 'vorname')),
  nachname: text(at(person, 'nachname')),
  email: text(at(person, 'email')),
  phone: text(at(person, 'telefonPrivat')) ?? text(at(person, 'telefonGeschaeftlich')),
})

export const sealContact = (key: RecordKey, contact: Contact): Buffer => sealJson(key, name, contact)

/** null when the submission was erased or cannot be opened. */
export async function contactOf(tx: Tx, submissionId: string): Promise<Contact | null> {
  const { submission } = schema
  const [row] = await tx
    .select({ id: submission.id, contact: submission.contact })
    .from(submission)
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, submissionId)))
  return row ? openContact(tx, row) : null
}

/** The same for a row that was read already. */
export async function openContact(tx: Tx, row: { id: string; contact: Buffer }): Promise<Contact | null> {
  const key = await recordKey(tx, row.id, 'contact')
  return key && openJson<Contact>(key, name, row.contact)
}

/** `er…@example.org`: enough to recognise one's own address. */
export function maskEmail(email: string): string {
  const cut = email.lastIndexOf('@')
  return cut > 0 ? `${[...email.slice(0, cut)].slice(0, 2).join('')}…${email.slice(cut)}` : '…'
}
