import 'server-only'

export { type Confirmed, type Confirming, confirm } from './confirm'
export { enqueueConfirmation } from './job'
export { type Post, smtpPost } from './post'
