import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createPlain, type IncomingHttpHeaders, request as send } from 'node:http'
import { request as ask, createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anyFreePort } from '../../scripts/ports.mjs'

/** What a proxy makes of the headers; `own`: the name that the browser used, `app`: that of the app behind it. */
export type Headers = (came: IncomingHttpHeaders, own: string, app: string) => IncomingHttpHeaders
export type ProxyServer = { url: string; port: number; close(): Promise<void> }

/** Makes a TLS certificate for `localhost` that is valid for a day; null where openssl is not installed. */
export function makeCertificate(): { folder: string; cert: string; key: string } | null {
  const folder = mkdtempSync(join(tmpdir(), 'selbstauskunft-proxy-'))
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const wish = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost']
  try {
    execFileSync('openssl', [...wish, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return { folder, cert, key }
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
}

/** A proxy that writes the headers as it is told, in front of the app that `appPort` names once it runs. */
export async function startProxy(
  headers: Headers,
  appPort: () => number,
  tls?: { cert: string; key: string },
): Promise<ProxyServer> {
  const create = tls
    ? createSecure.bind(null, { cert: readFileSync(tls.cert), key: readFileSync(tls.key) })
    : createPlain
  const server = create((incoming, answer) => {
    const [own, app] = [`localhost:${port()}`, `127.0.0.1:${appPort()}`]
    const outgoing = send(
      {
        host: '127.0.0.1',
        port: appPort(),
        method: incoming.method,
        path: incoming.url,
        headers: headers(incoming.headers, own, app),
      },
      (back) => {
        answer.writeHead(back.statusCode ?? 502, back.headers)
        back.pipe(answer)
      },
    )
    outgoing.on('error', () => answer.destroy())
    incoming.pipe(outgoing)
  })
  const port = () => (server.address() as AddressInfo).port
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `${tls ? 'https' : 'http'}://localhost:${port()}`,
    port: port(),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

export type Program = 'nginx' | 'caddy'
const places: { readonly [program in Program | 'openssl']: readonly string[] } = {
  nginx: ['/usr/sbin/nginx', '/usr/bin/nginx'],
  caddy: ['/usr/bin/caddy'],
  openssl: ['/usr/bin/openssl'],
}
export const installed = (program: keyof typeof places): string | undefined =>
  places[program].find(existsSync)

const example = (name: string): string => readFileSync(`docs/proxies/${name}`, 'utf8')

/** Each pair must stand in the example: a test of another text would prove nothing. */
function filled(text: string, ...pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`The example no longer says ${from}`)
    return all.replace(from, to)
  }, text)
}

/** The real program with the example of docs/proxies, on free ports. `port` is where the browser comes, over TLS. */
export async function startProgram(
  program: Program,
  { port, appPort, folder }: { port: number; appPort: number; folder: string },
): Promise<ProxyServer> {
  const path = installed(program)
  if (!path) throw new Error(`${program} is not installed`)
  const config = join(folder, `${program}.conf`)
  const args: { readonly [one in Program]: () => Promise<string[]> } = {
    async nginx() {
      const server = filled(
        example('nginx.conf'),
        ['server 127.0.0.1:3000', `server 127.0.0.1:${appPort}`],
        ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
        ['server_name formular.example.org', 'server_name localhost'],
        ['/etc/ssl/formular.pem', join(folder, 'cert.pem')],
        ['/etc/ssl/formular.key', join(folder, 'key.pem')],
      )
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((name) => `${name}_temp_path ${join(folder, name)};`)
        .join('\n')
      const head = `daemon off;\nmaster_process off;\npid ${join(folder, 'nginx.pid')};\nevents {}\n`
      writeFileSync(config, `${head}http {\naccess_log off;\n${temporary}\n${server}\n}\n`)
      return ['-c', config, '-p', folder, '-e', join(folder, 'nginx.log')]
    },
    async caddy() {
      const site = filled(
        example('Caddyfile'),
        ['formular.example.org {', `https://localhost:${port} {\n\ttls internal`],
        ['127.0.0.1:3000', `127.0.0.1:${appPort}`],
      )
      const global = `admin off\n\thttp_port ${await anyFreePort()}\n\thttps_port ${port}\n\tskip_install_trust\n\tauto_https disable_redirects`
      writeFileSync(config, `{\n\t${global}\n}\n${site}`)
      return ['run', '--adapter', 'caddyfile', '--config', config]
    },
  }
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const child = spawn(path, await args[program](), { env: { ...process.env, ...home }, stdio: 'ignore' })
  await untilItAnswers(port, child)
  return {
    url: `https://localhost:${port}`,
    port,
    close: async () => {
      if (child.exitCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function untilItAnswers(port: number, child: ChildProcess): Promise<void> {
  for (let nr = 0; nr < 200; nr += 1) {
    if (child.exitCode !== null) throw new Error(`The proxy ended with ${child.exitCode}`)
    const answered = await new Promise<boolean>((done) => {
      const asked = ask({ host: 'localhost', port, path: '/', rejectUnauthorized: false }, (answer) => {
        answer.resume()
        done(true)
      })
      asked.on('error', () => setTimeout(() => done(false), 50))
      asked.end()
    })
    if (answered) return
  }
  throw new Error('The proxy does not answer')
}
