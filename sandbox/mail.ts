import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** Catches every mail that is sent to it, except to `….invalid`, which it refuses; nothing is passed on. */
export type Mail = {
  seq: number
  at: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string
  headers: { [name: string]: string }
  attachments: { name: string; type: string; base64: string }[]
}
export type Mailbox = {
  port: number
  list(): Mail[]
  clear(): void
  close(): Promise<void>
}

/** @param port 0 lets the system choose; `mailbox.port` is the one in use */
export async function startMailbox(port: number): Promise<Mailbox> {
  let mails: Mail[] = []
  let seq = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? '' }),
    // RFC 6761: nothing under `invalid` ever exists, so no server takes mail for it.
    onRcptTo: (recipient, _session, done) =>
      done(
        /\.invalid$/i.test(recipient.address)
          ? Object.assign(new Error('No such domain'), { responseCode: 550 })
          : null,
      ),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('error', done)
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(parts)).then((parsed) => {
          seq += 1
          const attachments = parsed.attachments.map(({ filename, mimeType, content }) => ({
            name: filename ?? '',
            type: mimeType,
            base64:
              typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('base64'),
          }))
          const sender = session.envelope.mailFrom
          mails.push({
            seq,
            at: new Date().toISOString(),
            from: parsed.from?.address ?? (sender ? sender.address : ''),
            to: session.envelope.rcptTo.map((recipient) => recipient.address),
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: parsed.html ?? '',
            headers: Object.fromEntries(parsed.headers.map((header) => [header.key, header.value])),
            attachments,
          })
          done()
        }, done)
      })
    },
  })
  server.on('error', () => undefined)
  const bound = await new Promise<number>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
  return {
    port: bound,
    list: () => mails,
    clear() {
      mails = []
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
