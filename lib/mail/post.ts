import 'server-only'
import { createTransport } from 'nodemailer'
import { errorFields, log } from '@/lib/log'
import { within } from '@/lib/patience'
import type { Letter } from './letter'

export type { Letter } from './letter'

/**
 * `sent` only after the mail server has accepted the letter. `notSent`: it certainly has not. `unclear`: the
 * connection broke while it was deciding; then the letter is not sent again.
 */
export type Posted =
  | { kind: 'sent' }
  /** `recipient`: the address itself takes no mail; trying again changes nothing. */
  | { kind: 'notSent'; permanent: boolean; recipient?: true }
  | { kind: 'unclear' }
export type Post = (to: string, letter: Letter) => Promise<Posted>

const second = 1000
/** Commands before the letter itself: failing there, nothing was accepted. */
const beforeData = /^(EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL FROM|RCPT TO)/
/** Nodemailer says `CONN` of a connection that never stood and of one that broke after the letter alike. */
const neverConnected = /^(Connection timeout|Greeting never received)$/

function postedOf(thrown: unknown): Posted {
  const of = (name: string): unknown => (thrown instanceof Error ? Reflect.get(thrown, name) : undefined)
  const status = of('responseCode')
  if (typeof status === 'number') {
    const permanent = status >= 500
    const recipient = permanent && /^RCPT TO/.test(String(of('command')))
    return { kind: 'notSent', permanent, ...(recipient && { recipient }) }
  }
  const proven =
    of('syscall') === 'connect' ||
    of('code') === 'EDNS' ||
    beforeData.test(String(of('command'))) ||
    neverConnected.test(String(of('message')))
  return proven ? { kind: 'notSent', permanent: false } : { kind: 'unclear' }
}

/** One recipient only: whatever could start a second address or a new header line is refused. */
const oneAddress = /^[^\s@<>,;:"\\()[\]\p{Cc}]{1,64}@[^\s@<>,;:"\\()[\]\p{Cc}]{1,255}$/u

/**
 * Sends by SMTP. Nodemailer encodes headers; no file and no address of the letter is ever fetched. Its time-outs are for a server that is
 * silent; one that never ends what it says is given up after `mostMs` milliseconds.
 */
export function smtpPost(smtpUrl: string, from: string, mostMs = 60 * second): Post {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10 * second,
    greetingTimeout: 10 * second,
    socketTimeout: 20 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async (to, letter) => {
    if (!oneAddress.test(to)) return { kind: 'notSent', permanent: true, recipient: true }
    try {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await within(mostMs, transport.sendMail({ from, to: { name: '', address: to }, ...letter, headers }))
      return { kind: 'sent' }
    } catch (thrown) {
      const { errorName, errorCode } = errorFields(thrown)
      log.warn('mail.post', { errorName, errorCode })
      return postedOf(thrown)
    }
  }
}
