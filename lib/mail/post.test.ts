import { type AddressInfo, createServer, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { smtpPost } from './post'

const letter = { subject: 'Ihre Anfrage', text: 'Guten Tag', html: '<p>Guten Tag</p>' }
const close: (() => Promise<unknown>)[] = []
beforeEach(() => {
  vi.spyOn(log, 'warn').mockImplementation(() => undefined)
})
afterEach(async () => {
  await Promise.all(close.splice(0).map((end) => end()))
})

type Refusal = Error & { responseCode: number }
const refusal = (responseCode: number): Refusal => Object.assign(new Error('no'), { responseCode })

async function server(answers: { rcpt?: Refusal; data?: Refusal } = {}) {
  const taken: { to: string[]; text: string }[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => done(answers.rcpt ?? null),
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => {
        text += part.toString('utf8')
      })
      stream.on('end', () => {
        if (answers.data) return done(answers.data)
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        return done()
      })
    },
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done))
  close.push(() => new Promise<void>((done) => smtp.close(() => done())))
  const { port } = smtp.server.address() as AddressInfo
  return { taken, post: smtpPost(`smtp://127.0.0.1:${port}`, 'Beratung <absender@example.org>') }
}

describe('smtpPost', () => {
  it('is sent once the server has taken it', async () => {
    const { post, taken } = await server()
    expect(await post('erika@example.org', letter)).toEqual({ kind: 'sent' })
    expect(taken).toHaveLength(1)
    expect(taken[0]?.to).toEqual(['erika@example.org'])
    expect(taken[0]?.text).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
  })

  it.each([
    [{ rcpt: refusal(550) }, { kind: 'notSent', permanent: true, recipient: true }],
    [{ rcpt: refusal(451) }, { kind: 'notSent', permanent: false }],
    [{ data: refusal(552) }, { kind: 'notSent', permanent: true }],
    [{ data: refusal(452) }, { kind: 'notSent', permanent: false }],
  ] as const)('%o is not sent', async (answers, expected) => {
    const { post, taken } = await server(answers)
    expect(await post('erika@example.org', letter)).toEqual(expected)
    expect(taken).toHaveLength(0)
  })

  it('is not sent where no server answers', async () => {
    const gone = createServer()
    await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done))
    const { port } = gone.address() as AddressInfo
    await new Promise((done) => gone.close(done))
    const post = smtpPost(`smtp://127.0.0.1:${port}`, 'absender@example.org')
    expect(await post('erika@example.org', letter)).toEqual({ kind: 'notSent', permanent: false })
  })

  it('is unclear when the connection breaks after the letter', async () => {
    const answers: { readonly [command: string]: string } = {
      EHLO: '250 here',
      MAIL: '250 ok',
      RCPT: '250 ok',
      DATA: '354 go on',
    }
    const breaking = createServer((socket) => {
      socket.on('error', () => undefined).write('220 here\r\n')
      socket.on('data', (part) => {
        const answer = answers[part.toString('latin1').slice(0, 4)]
        if (answer) socket.write(`${answer}\r\n`)
        else if (part.toString('latin1').endsWith('\r\n.\r\n')) socket.destroy()
      })
    })
    await new Promise<void>((done) => breaking.listen(0, '127.0.0.1', done))
    close.push(() => new Promise((done) => breaking.close(done)))
    const { port } = breaking.address() as AddressInfo
    const post = smtpPost(`smtp://127.0.0.1:${port}`, 'absender@example.org')
    expect(await post('erika@example.org', letter)).toEqual({ kind: 'unclear' })
  })

  it.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'A <a@example.org>',
    'a@b@c',
    'no address',
    '',
  ])('refuses %j as an address', async (to) => {
    const { post, taken } = await server()
    expect(await post(to, letter)).toEqual({ kind: 'notSent', permanent: true, recipient: true })
    expect(taken).toHaveLength(0)
  })

  it('gives up a server that never ends what it says; whether it took the letter is then unclear', async () => {
    const talker = createServer((socket) => {
      const timer = setInterval(() => socket.write('220-still talking\r\n'), 20)
      socket.on('close', () => clearInterval(timer)).on('error', () => undefined)
    })
    await new Promise<void>((done) => talker.listen(0, '127.0.0.1', done))
    const sockets = new Set<Socket>()
    talker.on('connection', (socket) => sockets.add(socket))
    close.push(async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => talker.close(done))
    })
    const { port } = talker.address() as AddressInfo
    const post = smtpPost(`smtp://127.0.0.1:${port}`, 'absender@example.org', 300)
    expect(await post('erika@example.org', letter)).toEqual({ kind: 'unclear' })
  })
})
