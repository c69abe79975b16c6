import 'server-only'

export { retryAfter } from './failure'
export { keptWithPool } from './kept'
export { closeDatabase, database, pool } from './pool'
export { canWrite, schemaReady, schemaSentence, waitForSchema } from './ready'
export * as schema from './schema'
export {
  type Tx,
  tenantIds,
  tenantOfCampaign,
  tenantOfDelivery,
  tenantOfLink,
  tenantOfLinkId,
  tenantOfSecret,
  withTenant,
} from './tenant'
