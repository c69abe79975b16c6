import type { DeliveryRow } from '../row'
import { type DeliveryEvent, next } from '../states'

/** Why an action is not done. Closed vocabulary; the command line has a sentence for each. */
export type Refusal =
  | 'noSuchDelivery'
  | 'state' // this state has no such step
  | 'busy' // a worker holds the row at this moment
  | 'unchecked' // a case may exist already: somebody must look at the platform first
  | 'erased' // the data was erased or cannot be opened
  | 'formGone' // the form of that submission is not part of this build
  | 'partner' // not a partner id
  | 'notOurs' // the case carries another external id
  | 'secondPerson' // nobody else has confirmed the number
  | 'noLookUp' // this target cannot be asked
  | 'platform' // the platform did not answer
  | 'notAmong' // the number is not one of the cases found
  | 'unconfirmed' // this platform cannot say whose case a number is: somebody must look and say so
  | 'noPartner' // this platform decides itself who gets a case
  | 'model' // what this build makes of the answers does not fit the platform's model either
  | 'otherTarget' // the campaign goes to another platform now
  | 'notConfigured' // there are no credentials for this platform here

/** One step of the table, or `stay`: the same state, due now. */
export type Step = { event: DeliveryEvent | 'stay'; due: 'now' | 'never' }
export type Decision = { kind: 'steps'; steps: readonly Step[] } | { kind: 'refused'; why: Refusal }

type Row = Pick<DeliveryRow, 'state' | 'leaseUntil'>
const refused = (why: Refusal): Decision => ({ kind: 'refused', why })
const steps = (...list: Step[]): Decision => ({ kind: 'steps', steps: list })

/** A worker is between claim and record: what it is about to write must not be overtaken. */
const held = (row: Row, now: Date) =>
  row.state === 'SENDING' || row.state === 'RECONCILING' || (row.leaseUntil !== null && row.leaseUntil > now)

/**
 * Sending again. Where a case may exist already, only on the word of somebody who has looked (`checked`): POST is not idempotent.
 * @param proven it is known that the last request created nothing
 */
export function replaying(row: Row, proven: boolean, checked: boolean, now: Date): Decision {
  if (held(row, now)) return refused('busy')
  switch (row.state) {
    case 'QUEUED':
    case 'RETRY_WAIT':
      return steps({ event: 'stay', due: 'now' })
    case 'BLOCKED_CONFIG':
    case 'NEEDS_FIX':
    case 'NEEDS_OPERATOR':
    case 'DEAD':
      return proven || checked ? steps({ event: 'replay', due: 'now' }) : refused('unchecked')
    case 'UNKNOWN':
      return checked
        ? steps({ event: 'handOver', due: 'never' }, { event: 'replay', due: 'now' })
        : refused('unchecked')
    case 'SENDING':
    case 'RECONCILING':
      return refused('busy')
    case 'DELIVERED':
    case 'VERIFIED':
    case 'DUPLICATE':
    case 'CANCELLED':
      return refused('state')
  }
}

/** Looking for the case at the platform now. */
export function lookingAgain(row: Row, now: Date): Decision {
  if (held(row, now)) return refused('busy')
  if (row.state === 'UNKNOWN') return steps({ event: 'stay', due: 'now' })
  return next(row.state, 'lookAgain') ? steps({ event: 'lookAgain', due: 'now' }) : refused('state')
}

export function cancelling(row: Row, now: Date): Decision {
  if (held(row, now)) return refused('busy')
  return next(row.state, 'cancel') ? steps({ event: 'cancel', due: 'never' }) : refused('state')
}

/** A number that a person found. Of several cases (DUPLICATE) one is kept by `keeping` instead. */
export function numbering(row: Row, now: Date): Decision {
  if (held(row, now)) return refused('busy')
  if (row.state === 'DUPLICATE') return refused('state')
  if (row.state === 'UNKNOWN') {
    return steps({ event: 'handOver', due: 'never' }, { event: 'delivered', due: 'now' })
  }
  return next(row.state, 'delivered') ? steps({ event: 'delivered', due: 'now' }) : refused('state')
}

export function keeping(row: Row, now: Date): Decision {
  if (held(row, now)) return refused('busy')
  return row.state === 'DUPLICATE' ? steps({ event: 'delivered', due: 'now' }) : refused('state')
}
