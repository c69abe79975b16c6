import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { audit } from './audit.mjs'
import { ensureBrowser, ensureEngines } from './browser-install.mjs'
import { failedOfPlaywright, failedOfVitest } from './failed-tests.mjs'
import { ensureInstalled } from './install.mjs'
import { dataDir, inRoot, root } from './paths.mjs'
import { anyFreePort } from './ports.mjs'
import { buildStack, startStack } from './stack.mjs'
import { begunAgain } from './stopped-drawing.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
const reports = inRoot('dist', 'reports')
const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt.abort())

const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

/** Runs all phases, each even if an earlier one failed. @returns {Promise<number>} the exit code */
export async function test() {
  const began = performance.now()
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const times = []
  const phase = async (name, work) => {
    if (interrupt.signal.aborted) return false
    const from = performance.now()
    say(`\n── ${name}`)
    try {
      await work()
      times.push(`${name}: ${seconds(from)} s`)
      return true
    } catch (error) {
      total.failed += error instanceof TestsFailed ? 0 : 1
      times.push(`${name}: FAILED after ${seconds(from)} s`)
      say(`${name} failed: ${error instanceof Error ? error.message : error}`)
      return false
    }
  }

  if (await phase('packages', () => ensureInstalled(say))) {
    await phase('format, lint and layers', () => run('@biomejs/biome/bin/biome', ['check', '.']))
    await phase('packages known to be weak', () => audit(say, process.env.VERIFY === '1'))
    await phase('types', types)
    await phase('unit, contract and database', () => vitest('unit', ['unit', 'alone', 'db', 'db-alone']))
    const folder = dataDir()
    const ports = { app: await anyFreePort(), sandbox: await anyFreePort(), smtp: await anyFreePort() }
    const built = await phase('production build', () => buildStack({ folder, ports, say }))
    if (built) await phase('processes that are killed', () => vitest('system', ['system']))
    if (built && (await phase('browsers', () => ensureBrowsers(say)))) {
      await phase('journeys in the browser', () => journeys(folder, ports))
    }
    if (built) await phase('soak, the short version', soak)
  }

  if (failures.length > 0) say(`\nfailed:\n${failures.join('\n')}`)
  say(`\n${times.join('\n')}\ntogether: ${seconds(began)} s; ${total.skipped} skipped`)
  if (interrupt.signal.aborted) say('Interrupted.')
  say(`${total.passed} passed, ${total.failed} failed`)
  return total.failed > 0 || interrupt.signal.aborted ? 1 : 0
}

const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1)

async function ensureBrowsers(say) {
  await ensureBrowser(say)
  ensureEngines(say)
}

/** Failed tests, which the report has counted. */
class TestsFailed extends Error {}

async function types() {
  await run('next/dist/bin/next', ['typegen'])
  await run('typescript/bin/tsc', ['--noEmit'])
}

/** Projects of vitest.config.ts. */
async function vitest(name, projects) {
  const file = inRoot('dist', 'reports', `vitest-${name}.json`)
  const only = projects.map((project) => `--project=${project}`)
  const code = await run(
    'vitest/vitest.mjs',
    ['run', ...only, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { tolerated: true },
  )
  const report = reportIn(file)
  total.passed += report.numPassedTests
  total.failed += report.numFailedTests
  total.skipped += report.numPendingTests + report.numTodoTests
  failures.push(...failedOfVitest(report))
  judge(code, report.numFailedTests)
}

/** One test more: the run itself prints what it counts. */
async function soak() {
  const code = await node(inRoot('scripts', 'soak.mjs'), ['--short'], { tolerated: true })
  total[code === 0 ? 'passed' : 'failed'] += 1
  if (code !== 0) throw new TestsFailed('see its counts above')
}

async function journeys(folder, ports) {
  const stack = await startStack({ mode: 'test', folder, ports, say, signal: interrupt.signal })
  try {
    const file = inRoot('dist', 'reports', 'playwright.json')
    const code = await run('@playwright/test/cli.js', ['test', '--pass-with-no-tests'], {
      tolerated: true,
      env: {
        ...process.env,
        BASE_URL: stack.env.APP_URL,
        SANDBOX_URL: `http://127.0.0.1:${ports.sandbox}`,
        METRICS_TOKEN: stack.env.METRICS_TOKEN,
        // For an app of a test's own beside it.
        STACK_ENV: JSON.stringify(stack.env),
        PLAYWRIGHT_JSON: file,
      },
    })
    const report = reportIn(file)
    const { stats } = report
    const again = begunAgain(report)
    for (const title of again.stopped)
      say(`the browser had stopped drawing, the second time it passed: ${title}`)
    for (const title of again.failed) say(`failed, although it passed the second time: ${title}`)
    const failed = stats.unexpected + again.failed.length
    total.passed += stats.expected + again.stopped.length
    total.failed += failed
    total.skipped += stats.skipped
    failures.push(...failedOfPlaywright(report), ...again.failed.map((title) => `  ${title}`))
    judge(code, failed)
  } finally {
    await stack.stop()
  }
}

function reportIn(file) {
  if (!existsSync(file)) throw new Error('the runner ended without a report')
  return JSON.parse(readFileSync(file, 'utf8'))
}

function judge(code, failed) {
  if (failed > 0) throw new TestsFailed(`${failed} failed`)
  if (code !== 0) throw new Error(`the runner ended with code ${code} although no test failed`)
}

/** Runs a program of node_modules, as `node` does. */
const run = (program, args, options) => node(inRoot('node_modules', program), args, options)

/** Runs a program in the foreground. Rejects unless it ends with 0 or its code is `tolerated`. */
function node(file, args, { tolerated = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
      signal: interrupt.signal,
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0 || (tolerated && code !== null)) resolve(code)
      else reject(new Error(`it ended with code ${code}`))
    })
  })
}
