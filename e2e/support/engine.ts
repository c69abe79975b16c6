import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { anyFreePort } from '../../scripts/ports.mjs'

/** The engines beside Chromium, as Debian has them: no driver of npm speaks to both, and what a smoke test needs is little. */
export const engines = ['firefox', 'webkit'] as const
export type EngineName = (typeof engines)[number]

/** A command of the WebDriver standard: its name (Marionette takes names), and how WebKit's driver is asked over HTTP. */
type Command = (
  name: string,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<unknown>

/** A browser of one's own, one window in front at a time. Scripts are texts: `return …`, with `arguments`. */
export type Engine = {
  name: EngineName
  goto(url: string): Promise<void>
  reload(): Promise<void>
  back(): Promise<void>
  run<T>(script: string, ...args: unknown[]): Promise<T>
  /** Waits for a visible fact: asks until the script answers with something true. */
  until<T>(what: string, script: string, ...args: unknown[]): Promise<T>
  click(css: string): Promise<void>
  /** Real keys into the control, after what stands there. */
  type(css: string, text: string): Promise<void>
  /** Opens another window and goes on in it; answers with the one before. */
  newWindow(): Promise<string>
  /** Closes the window in front and goes on in that one. */
  closeWindow(next: string): Promise<void>
  windowInFront(): Promise<string>
  switchTo(window: string): Promise<void>
  end(): Promise<void>
}

const PATIENCE_MS = 60_000

export async function startEngine(name: EngineName): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), `selbstauskunft-${name}-`))
  const { command, stop } = name === 'firefox' ? await firefox(folder) : await webkit(folder)
  const find = async (css: string): Promise<string> => {
    const found = await command('FindElement', 'POST', '/element', { using: 'css selector', value: css })
    return Object.values(field(found, 'value') ?? found ?? {}).map(String)[0] ?? ''
  }
  const engine: Engine = {
    name,
    goto: async (url) => void (await command('Navigate', 'POST', '/url', { url })),
    reload: async () => void (await command('Refresh', 'POST', '/refresh', {})),
    back: async () => void (await command('Back', 'POST', '/back', {})),
    run: async <T>(script: string, ...args: unknown[]) =>
      field(await command('ExecuteScript', 'POST', '/execute/sync', { script, args }), 'value') as T,
    async until<T>(what: string, script: string, ...args: unknown[]) {
      const until = Date.now() + PATIENCE_MS
      for (;;) {
        // Between two documents there is nothing to ask.
        const found = await engine.run<T>(script, ...args).catch(() => null)
        if (found) return found
        if (Date.now() > until) {
          const text = await engine.run<string>('return document.body.innerText').catch(() => '')
          throw new Error(`${name}: not ${what}; on screen: ${text}`)
        }
        await pause(100)
      }
    },
    async click(css) {
      const id = await find(css)
      await command('ElementClick', 'POST', `/element/${id}/click`, { id })
    },
    async type(css, text) {
      const id = await find(css)
      await command('ElementSendKeys', 'POST', `/element/${id}/value`, { id, text })
      // WebKit's driver answers before the last key has arrived.
      await engine.until(
        'typed',
        'return document.querySelector(arguments[0])?.value === arguments[1]',
        css,
        text,
      )
    },
    async newWindow() {
      const before = await engine.windowInFront()
      const made = await command('NewWindow', 'POST', '/window/new', { type: 'tab' })
      await engine.switchTo(String(field(field(made, 'value') ?? made, 'handle')))
      return before
    },
    async closeWindow(next) {
      await command('CloseWindow', 'DELETE', '/window')
      await engine.switchTo(next)
    },
    windowInFront: async () => String(field(await command('GetWindowHandle', 'GET', '/window'), 'value')),
    switchTo: async (handle) => void (await command('SwitchToWindow', 'POST', '/window', { handle })),
    async end() {
      await stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return engine
}

function field(value: unknown, name: string): object | string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return (value as Record<string, object | string>)[name]
}

/** Ends a process with all that it has started. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGKILL')
  await gone
}

function started(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): ChildProcess {
  return spawn(program, args, { detached: true, stdio: 'ignore', env })
}

async function soon<T>(what: string, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > until) throw new Error(`${what} does not answer`, { cause: error })
      await pause(100)
    }
  }
}

type Driven = { command: Command; stop: () => Promise<void> }

/** Firefox's own Marionette: JSON with its length before it. */
async function firefox(folder: string): Promise<Driven> {
  const port = await anyFreePort()
  const settings = {
    'marionette.port': port,
    'intl.accept_languages': 'de-DE',
    'toolkit.legacyUserProfileCustomizations.stylesheets': true,
    'datareporting.policy.dataSubmissionEnabled': false,
    'browser.tabs.closeWindowWithLastTab': false,
  }
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  )
  writeFileSync(join(folder, 'user.js'), lines.join('\n'))
  // Its window is 500 px wide at least; the page within may be narrower.
  mkdirSync(join(folder, 'chrome'))
  writeFileSync(
    join(folder, 'chrome', 'userChrome.css'),
    ':root, body { min-width: 0 !important } .browserContainer { max-width: 375px !important }',
  )
  const args = [
    '--headless',
    '--marionette',
    '--remote-allow-system-access',
    '--no-remote',
    '--profile',
    folder,
  ]
  const child = started('firefox-esr', [...args, '--width', '375', '--height', '740'])
  const socket = await soon('Firefox', () => connected(port))
  const ask = marionette(socket)
  await ask('WebDriver:NewSession', {})
  await ask('WebDriver:SetWindowRect', { width: 375, height: 740 })
  return {
    command: (name, _method, _path, body = {}) => ask(`WebDriver:${name}`, body),
    async stop() {
      socket.destroy()
      await ended(child)
    },
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', reject)
    // It greets when it is ready.
    socket.once('readable', () => resolve(socket))
  })
}

function marionette(socket: Socket) {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  let held = Buffer.alloc(0)
  socket.on('data', (data) => {
    held = Buffer.concat([held, data])
    for (;;) {
      const colon = held.indexOf(':')
      const end = colon + 1 + Number(held.subarray(0, Math.max(colon, 0)).toString())
      if (colon < 0 || held.length < end) return
      const message: unknown = JSON.parse(held.subarray(colon + 1, end).toString())
      held = held.subarray(end)
      if (!Array.isArray(message)) continue
      const [, id, error, value] = message
      const one = waiting.get(id)
      waiting.delete(id)
      if (error) one?.reject(new Error(`${error.error}: ${error.message}`))
      else one?.resolve(value)
    }
  })
  return (name: string, parameters: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      const text = JSON.stringify([0, last, name, parameters])
      socket.write(`${Buffer.byteLength(text)}:${text}`)
    })
}

/** WebKitGTK's MiniBrowser on a screen of its own, as wide as a phone. */
async function webkit(folder: string): Promise<Driven> {
  const port = await anyFreePort()
  const display = `:${100 + (port % 20_000)}`
  const screen = started('Xvfb', [display, '-screen', '0', '375x740x24', '-nolisten', 'tcp'])
  const child = started('dbus-run-session', ['--', 'WebKitWebDriver', '-p', String(port)], {
    ...process.env,
    DISPLAY: display,
    GDK_BACKEND: 'x11',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    HOME: folder,
    LANGUAGE: 'de',
  })
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(JSON.stringify(field(answer, 'value')))
    return answer
  }
  const options = {
    binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    args: ['--automation', '--full-screen'],
  }
  const wanted = { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } }
  const session = await soon('WebKitWebDriver', () => ask('POST', '/session', wanted))
  const id = String(field(field(session, 'value'), 'sessionId'))
  await ask('POST', `/session/${id}/window/rect`, { x: 0, y: 0, width: 375, height: 740 })
  return {
    command: (_name, method, path, body) => ask(method, `/session/${id}${path}`, body),
    async stop() {
      await ask('DELETE', `/session/${id}`).catch(() => undefined)
      await ended(child)
      await ended(screen)
    },
  }
}
