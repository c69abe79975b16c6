import { userInfo } from 'node:os'
import { type Operator, operatorNamed } from '@/lib/delivery/operator/operator'

/**
 * Who calls, for the audit: the account that the system has authenticated, not a word that anybody may type. null: the system has no name
 * for it (a container's bare user id) or none that can stand in an audit entry.
 */
export function operatorOfAccount(): Operator | null {
  try {
    return operatorNamed(userInfo().username)
  } catch {
    return null
  }
}
