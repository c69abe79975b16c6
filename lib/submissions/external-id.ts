import 'server-only'
import { randomBase32 } from '@/lib/crypto/secret'

/** Begins every external id of ours, so that our cases can be told from others' in the platform's list. */
const prefix = 'SA-'

/** A new `externeVorgangsId`: 128 random bits, one per submission, never changed over retries (trust §2.3, 1). */
export const newExternalId = (): string => `${prefix}${randomBase32()}`

/** Whether a case's external id was made by an installation of this product; which one, only the database knows. */
export const isExternalIdOfOurs = (externalId: string): boolean => externalId.startsWith(prefix)
