import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { type BlindIndex, blindIndex } from '@/lib/crypto/keyring'
import { schema, type Tx } from '@/lib/db'
import type { Contact } from './contact'

/** Finding a person without reading anybody's data: keyed hashes of e-mail, phone and name (trust S14). */
type Field = (typeof schema.contactIndex.$inferSelect)['field']
const { contactIndex } = schema

const folded = (text: string) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** `+49 221 1`, `0221/1` and `0221 1` are one number: digits as dialled in Germany, abroad with `00`. */
function dialled(phone: string): string {
  const found = parsePhoneNumberFromString(phone.replace(/^\s*00/, '+'), 'DE')
  if (!found) return phone.replace(/\D/g, '')
  const { countryCallingCode, nationalNumber } = found
  return countryCallingCode === '49' ? `0${nationalNumber}` : `00${countryCallingCode}${nationalNumber}`
}

/** What is hashed of a value: the same for every way to write it. Pure. */
const normalised: { readonly [field in Field]: (value: string) => string } = {
  email: folded,
  phone: dialled,
  name: folded,
}

/** What a value is stored and looked up by; null when nothing is left of it. */
export function contactHash(tenantId: string, field: Field, value: string): BlindIndex | null {
  const text = normalised[field](value)
  return text === '' ? null : blindIndex(tenantId, field, text)
}

/** Indexes everybody in a submission, the second applicant as much as the first. */
export async function indexContacts(tx: Tx, submissionId: string, contacts: readonly Contact[]) {
  const rows = contacts.flatMap((contact) => {
    const name = [contact.vorname, contact.nachname].filter(Boolean).join(' ')
    const values: readonly [Field, string][] = [
      ['email', contact.email ?? ''],
      ['phone', contact.phone ?? ''],
      ['name', name],
    ]
    return values.flatMap(([field, value]) => {
      const index = contactHash(tx.tenantId, field, value)
      if (!index) return []
      return [{ tenantId: tx.tenantId, submissionId, field, hash: index.hash, keyVersion: index.version }]
    })
  })
  if (rows.length > 0) await tx.insert(contactIndex).values(rows).onConflictDoNothing()
}

/** Ids of submissions in which somebody has this e-mail address, phone number or full name. */
export async function submissionsOf(tx: Tx, field: Field, value: string): Promise<string[]> {
  const index = contactHash(tx.tenantId, field, value)
  if (!index) return []
  const rows = await tx
    .selectDistinct({ id: contactIndex.submissionId })
    .from(contactIndex)
    .where(
      and(
        eq(contactIndex.tenantId, tx.tenantId),
        eq(contactIndex.field, field),
        inArray(contactIndex.hash, [index.hash, ...index.older]),
      ),
    )
  return rows.map((row) => row.id)
}

/** Nobody finds these submissions by a person any more. */
export async function dropContactIndex(tx: Tx, submissionIds: readonly string[]): Promise<void> {
  if (submissionIds.length === 0) return
  await tx
    .delete(contactIndex)
    .where(
      and(eq(contactIndex.tenantId, tx.tenantId), inArray(contactIndex.submissionId, [...submissionIds])),
    )
}
