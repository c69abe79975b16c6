import 'server-only'
import { and, eq } from 'drizzle-orm'
import { blindIndex } from '@/lib/crypto/keyring'
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

/** The first person of a Kundenangaben document. Pure. */
export function contactIn(document: Json): Contact {
  const kunde = at(document, 'haushalte', 0, 'kunden', 0)
  const vorwahl = text(at(kunde, 'kontakt', 'telefonnummer', 'vorwahl'))
  const nummer = text(at(kunde, 'kontakt', 'telefonnummer', 'nummer'))
  return {
    vorname: text(at(kunde, 'personendaten', 'person', 'vorname')),
    nachname: text(at(kunde, 'personendaten', 'person', 'nachname')),
    email: text(at(kunde, 'kontakt', 'email')),
    phone: nummer && [vorwahl, nummer].filter(Boolean).join(' '),
  }
}

export const sealContact = (key: RecordKey, contact: Contact): Buffer => sealJson(key, name, contact)

/** Keyed hashes for look-up: e-mail in lower case, the phone's digits, the names folded to lower case. */
export function contactIndexes(tenantId: string, contact: Contact) {
  const index = (field: string, value: string | undefined) =>
    value ? blindIndex(tenantId, field, value) : null
  const fullName = [contact.vorname, contact.nachname].filter(Boolean).join(' ')
  return {
    emailIndex: index('email', contact.email?.normalize('NFKC').toLowerCase()),
    phoneIndex: index('phone', contact.phone?.replace(/[^0-9]/g, '')),
    nameIndex: index('name', fullName.normalize('NFKC').toLowerCase()),
  }
}

/** null when the submission was erased or cannot be opened. */
export async function contactOf(tx: Tx, submissionId: string): Promise<Contact | null> {
  const { submission } = schema
  const [row] = await tx
    .select({ contact: submission.contact })
    .from(submission)
    .where(and(eq(submission.tenantId, tx.tenantId), eq(submission.id, submissionId)))
  const key = row && (await recordKey(tx, submissionId, 'contact'))
  return key ? openJson<Contact>(key, name, row.contact) : null
}

/** `er…@example.org`: enough to recognise one's own address. */
export function maskEmail(email: string): string {
  const cut = email.lastIndexOf('@')
  return cut > 0 ? `${[...email.slice(0, cut)].slice(0, 2).join('')}…${email.slice(cut)}` : '…'
}
