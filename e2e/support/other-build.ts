import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { actionIds } from '../../scripts/actions.mjs'
import { server } from '../../scripts/build.mjs'
import { inRoot } from '../../scripts/paths.mjs'

/** A release of its own: `serve` is what Node runs. */
export type Release = { serve: string; remove(): void }

export const thisRelease: Release = { serve: inRoot('scripts', 'serve.mjs'), remove: () => undefined }

const backwards = (text: string): string => [...text].reverse().join('')
/** What stands before a dash says which kind of script it is. */
const renamed = (file: string): string =>
  file.replace(/^(turbopack-)?(.+)(\.\w+)$/, (_, kind = '', name, ending) => kind + backwards(name) + ending)

/**
 * The present build as a later one would be that has changed everywhere: another build id, other ids of all actions, other names of all
 * scripts and style sheets; nothing of the old names is left. A second real build would take a minute and change less.
 */
export function otherRelease(): Release {
  const folder = mkdtempSync(join(tmpdir(), 'selbstauskunft-release-'))
  const from = dirname(server)
  const to = join(folder, '.next', 'standalone')
  const packages = join(from, 'node_modules')
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (path) => path !== packages })
  symlinkSync(packages, join(to, 'node_modules'))
  for (const file of readdirSync(inRoot('scripts')).filter((name) => name.endsWith('.mjs')))
    cpSync(inRoot('scripts', file), join(folder, 'scripts', file))

  const build = readFileSync(join(from, '.next', 'BUILD_ID'), 'utf8')
  const chunks = readdirSync(join(from, '.next', 'static', 'chunks'))
  const names = new Map([
    [build, backwards(build)],
    ...actionIds().map(({ id }): [string, string] => [id, id.slice(0, 2) + backwards(id.slice(2))]),
    ...chunks.map((file): [string, string] => [file, renamed(file)]),
  ])
  const old = new RegExp([...names.keys()].map((name) => name.replaceAll(/[.]/g, '\\.')).join('|'), 'g')
  const anew = (text: string) => text.replaceAll(old, (name) => names.get(name) ?? name)
  const base = join(to, '.next')
  const files = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  let changed = 0
  for (const file of files) {
    const text = readFileSync(file, 'latin1')
    const next = anew(text)
    const place = join(base, anew(relative(base, file)))
    if (place === file && next === text) continue
    changed += 1
    rmSync(file)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, next, 'latin1')
  }
  if (changed < names.size) throw new Error(`Only ${changed} files name what this build is made of`)
  return {
    serve: join(folder, 'scripts', 'serve.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
