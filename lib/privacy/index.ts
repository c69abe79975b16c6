import 'server-only'

export {
  type PostedVersion,
  type PrivacyFacts,
  type PrivacyShown,
  privacyShown,
  storedPrivacy,
} from './shown'
export { statementHash } from './statement'
