import 'server-only'

export { type Attribution, type Query, readAttribution } from './attribution'
export {
  type Campaign,
  campaignById,
  campaignBySlug,
  campaignPage,
  datenkontextOf,
  statementById,
} from './campaign'
export { offeredConsents } from './consents'
export { type ImportMetadaten, importMetadatenFor } from './import-metadata'
export type { CampaignPage, Product, Statement } from './shape'
