import { bundleAll, bundleOptions } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { takeLock } from './lock.mjs'
import { dataDir } from './paths.mjs'
import { choosePort } from './ports.mjs'
import { isAlive, parentOf } from './processes.mjs'
import { buildStack, startStack } from './stack.mjs'

const say = (line) => process.stdout.write(`${line}\n`)

/** Installs, builds, starts and runs until it is told to stop. Ends the process. */
export async function launch(mode) {
  const folder = dataDir()
  let release = () => {}
  const interrupt = new AbortController()
  let stop = async () => {}
  let ending = false
  const end = async (code, sentence) => {
    if (ending) return
    ending = true
    if (sentence) say(sentence)
    interrupt.abort()
    await stop()
    release()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0, '\nStopping …'))
  endWithNpm(() => end(0))

  try {
    release = takeLock(folder)
    await ensureInstalled(say)
    const ports = await choosePorts()
    if (mode === 'dev') await bundleAll()
    else await buildStack({ folder, ports, say })
    if (ending) return
    const starting = startStack({ mode, folder, ports, say, show: shownIn(mode), signal: interrupt.signal })
    stop = () => starting.then((stack) => stack.stop()).catch(() => {})
    const stack = await starting
    if (ending) return
    const watching = mode === 'dev' ? await watch(stack) : undefined
    stop = async () => {
      await watching?.dispose()
      await stack.stop()
    }
    announce(mode, stack, folder)
    const child = await stack.failed
    await end(
      1,
      `${child.name} has ended by itself, so everything stops. Its last lines:\n${child.last.join('\n')}`,
    )
  } catch (error) {
    // While ending, the signal's own handler says and does what is left.
    if (!ending) await end(1, error instanceof Error ? error.message : String(error))
  }
}

async function choosePorts() {
  const taken = new Set()
  const app = await choosePort({ name: 'PORT', usual: 3000, what: 'the form', taken, say })
  const sandbox = await choosePort({ name: 'SANDBOX_PORT', usual: 4010, what: 'the sandbox', taken, say })
  const smtp = await choosePort({
    name: 'SANDBOX_SMTP_PORT',
    usual: 4011,
    what: "the sandbox's mail",
    taken,
    say,
  })
  return { app, sandbox, smtp }
}

/** In dev all lines are shown; in the demo only what the children complain about. Everything is in the logs. */
function shownIn(mode) {
  return (name, line, stream) => {
    if (mode === 'dev' || stream === 'err') say(`${name.padEnd(7)} | ${line}`)
  }
}

/** Addresses of platforms that are not the sandbox's. */
function elsewhere({ EUROPACE_API_URL, DRKLEIN_API_URL }, ports) {
  const others = [EUROPACE_API_URL, DRKLEIN_API_URL].filter(
    (url) => new URL(url).port !== String(ports.sandbox),
  )
  return others.map((url) => `\n  Cases go to ${url}, not to the sandbox.\n`).join('')
}

function announce(mode, { ports, env }, folder) {
  const app = `http://localhost:${ports.app}`
  const sandbox = `http://localhost:${ports.sandbox}`
  say(`
Ready.${mode === 'dev' ? ' Changes are taken over as you save them.' : ''}

  Mortgage  ${app}/antrag/musterberatung
  Credit    ${app}/antrag/musterkredit
  Sandbox   ${sandbox}/   (received cases, journal)
  Mailbox   ${sandbox}/post
  Health    ${app}/api/health/ready
${elsewhere(env, ports)}
Data, secrets and logs are in ${folder}. Ctrl-C stops everything.`)
}

/** Rebuilds worker and sandbox when their sources change, and starts them again. */
async function watch(stack) {
  const { context } = await import('esbuild')
  let first = true
  const restart = {
    name: 'restart',
    setup(build) {
      build.onEnd(async (result) => {
        const changed = !first && result.errors.length === 0
        first = false
        if (!changed) return
        say('worker and sandbox start again.')
        await stack.replace('worker')
        await stack.replace('sandbox')
      })
    },
  }
  const watched = await context({ ...bundleOptions(['worker', 'sandbox']), plugins: [restart] })
  await watched.watch()
  return watched
}

/** A launcher whose npm was killed has nobody left who could stop it; between the two stands npm's shell. */
function endWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return
  const shell = process.ppid
  const npm = parentOf(shell) ?? 0
  setInterval(() => {
    if (process.ppid !== shell || (npm > 1 && !isAlive(npm))) stop()
  }, 1000).unref()
}
