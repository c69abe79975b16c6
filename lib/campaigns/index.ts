import 'server-only'

export { type Attribution, type Query, readAttribution } from './attribution'
export {
  type Campaign,
  campaignById,
  campaignBySlug,
  campaignPage,
  statementById,
  type ToKundenangaben,
  type ToVorgang,
} from './campaign'
export { offeredConsents } from './consents'
export { importMetadatenFor } from './import-metadata'
export type { CampaignPage, Product, Statement } from './shape'
export { sendsTelefonTermin, vorgangEnvelopeFor } from './vorgang-envelope'
