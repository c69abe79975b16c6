import 'server-only'

export { deliver } from './deliver'
export { type DuplicateReport, sweepDuplicates } from './duplicates'
export { alwaysOpen } from './gate/types'
export type { Delivering, Platform, Platforms } from './means'
export { sweep } from './sweep'
export { type DeliveryTimings, deliveryTimings, timingsFor } from './timings'
