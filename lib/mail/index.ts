import 'server-only'

export { type Confirmed, type Confirming, confirm } from './confirm'
export { enqueueConfirmation } from './job'
export { advisorNotice, type Waiting } from './notice'
export { type Post, smtpPost } from './post'
