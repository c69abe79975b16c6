import 'server-only'

export { type Delivering, deliver } from './deliver'
export { sweep } from './sweep'
export { type DeliveryTimings, deliveryTimings, timingsFor } from './timings'
