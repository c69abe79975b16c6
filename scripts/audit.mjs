import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inRoot, root } from './paths.mjs'

/**
 * What `npm audit --json` says of the packages that run in production. A registry that does not answer (no network, a mirror without
 * this interface) is no finding: whether that may pass, `passes` decides. Pure.
 *
 * @param {string} output
 * @returns {{kind: 'clean' | 'unknown', sentence: string} | {kind: 'vulnerable', sentence: string}}
 */
export function judged(output) {
  const report = json(output)
  const counts = report?.metadata?.vulnerabilities
  if (!counts) {
    const reason = report?.statusCode ?? report?.error?.code ?? 'no report'
    return {
      kind: 'unknown',
      sentence: `The registry did not answer the audit (${reason}); not checked here.`,
    }
  }
  const grave = Object.values(report.vulnerabilities ?? {}).filter(({ severity }) =>
    ['high', 'critical'].includes(severity),
  )
  if (grave.length > 0 || counts.high > 0 || counts.critical > 0) {
    const names = grave.map(({ name, severity }) => `${name} (${severity})`).join(', ')
    return { kind: 'vulnerable', sentence: `Known weaknesses in packages that run in production: ${names}` }
  }
  return {
    kind: 'clean',
    sentence: `No known high or critical weakness; moderate ${counts.moderate}, low ${counts.low}.`,
  }
}

/** A weakness never passes; not knowing passes in daily work, but not for a release, which would carry what nobody has looked at. Pure. */
export const passes = (kind, release) => kind === 'clean' || (kind === 'unknown' && !release)

function json(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Audits the lockfile and writes the list of what is in the product to dist/sbom.json (CycloneDX). Throws on a grave weakness, and for
 * a release (`npm run verify`, or this file run by itself) also when the registry did not answer.
 */
export async function audit(say, release) {
  const list = await npm(['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--omit=dev'])
  const components = json(list)?.components
  if (!Array.isArray(components)) throw new Error('npm sbom gave no list')
  const file = inRoot('dist', 'sbom.json')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, list)
  say(`${components.length} packages run in production: dist/sbom.json`)
  const { kind, sentence } = judged(await npm(['audit', '--omit=dev', '--json', '--fetch-retries=0']))
  say(sentence)
  if (passes(kind, release)) return
  throw new Error(
    kind === 'unknown'
      ? `${sentence} A release needs its answer: run this where npm reaches a registry with an advisory service.`
      : sentence,
  )
}

/** What npm prints; its exit code says no more than that. */
function npm(args) {
  return new Promise((resolve, reject) => {
    // In a script of package.json the npm that runs us, else the one of the path.
    const own = process.env.npm_execpath
    const [program, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    })
    let output = ''
    child.stdout.on('data', (part) => {
      output += part
    })
    child.once('error', reject)
    child.once('close', () => resolve(output))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await audit((line) => process.stdout.write(`${line}\n`), true)
