import 'server-only'
import { schema, type Tx } from '@/lib/db'

/** Closed vocabulary: what was done, never with which values. */
export type AuditAction =
  | 'delivery.reveal'
  | 'delivery.reconcile'
  | 'delivery.check'
  | 'delivery.retry'
  | 'delivery.remap'
  | 'delivery.reassign'
  | 'delivery.number'
  | 'delivery.number.second'
  // On the operator's own word, where the platform cannot confirm that the case is this enquiry's.
  | 'delivery.number.unconfirmed'
  // The operator has looked and says that no case exists; what follows sends again.
  | 'delivery.noCase'
  | 'delivery.keep'
  | 'delivery.cancel'
  | 'delivery.export'
  | 'delivery.pdf'
  | 'delivery.requeue'
  | 'delivery.restored'
  | 'delivery.duplicates'
  | 'person.find'
  | 'person.export'
  | 'person.erase'

/** `subject` is a reference or an id of ours; it opens nothing. */
export type AuditEntry = { actor: string; action: AuditAction; subject: string }

/**
 * Says who did what to which record (trust §5 S31), in the transaction of the deed: either both stand or neither. The table refuses
 * changes. Values never come here.
 */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(schema.auditEvent).values({ tenantId: tx.tenantId, ...entry })
}
