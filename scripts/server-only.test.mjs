import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inRoot, root } from './paths.mjs'

/** What a browser loads begins at `'use client'`: from there no import may lead to what belongs to the server (trust.md S35). */
const files = ['app', 'components', 'lib'].flatMap((folder) =>
  readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|fixture)\.tsx?$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name)),
)
const source = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
const isAction = (file) => /^'use server'/.test(source.get(file) ?? '')

/** Names of modules that are imported at run time, types left out. */
function importsOf(file) {
  const text = source.get(file) ?? ''
  const named = text.matchAll(/^(?:import|export)\s+(?!type\b)([^'"]*?)(?:from\s+)?'([^']+)'/gm)
  const lazy = text.matchAll(/import\('([^']+)'\)/g)
  const onlyTypes = (names) => /^\{[^}]*\}\s*$/.test(names) && !/(\{|,)\s*(?!type\s)\w/.test(names)
  return [
    ...[...named].flatMap((hit) => (onlyTypes(hit[1] ?? '') ? [] : [hit[2]])),
    ...[...lazy].map((hit) => hit[1]),
  ]
}

function fileOf(name, from) {
  const path = name.startsWith('@/')
    ? inRoot(name.slice(2))
    : name.startsWith('.')
      ? join(dirname(from), name)
      : null
  if (!path) return null
  return (
    [`${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find((candidate) => existsSync(candidate)) ?? null
  )
}

/** Everything that travels with these files; an action stays behind, only its id travels. */
function reached(entries) {
  const seen = new Set(entries)
  for (const file of seen) {
    for (const name of importsOf(file)) {
      const next = fileOf(name, file)
      if (next && !isAction(next)) seen.add(next)
    }
  }
  return [...seen]
}

const server = new Set([
  ...builtinModules,
  'pg',
  'drizzle-orm',
  'pino',
  'undici',
  'nodemailer',
  'graphile-worker',
])
const isOfServer = (name) =>
  name === 'server-only' || name.startsWith('node:') || name.startsWith('next/headers') || server.has(name)
const named = (file) => relative(root, file)

describe('what a browser loads', () => {
  const clients = files.filter((file) => /^'use client'/.test(source.get(file) ?? ''))
  const travelling = reached(clients)

  it('reaches no module of the server', () => {
    expect(clients.length).toBeGreaterThan(0)
    expect(travelling.map(named)).toContain('components/form/transport.ts')
    const bad = travelling.filter(
      (file) => ['lib/env.ts', 'lib/log.ts'].includes(named(file)) || importsOf(file).some(isOfServer),
    )
    expect(bad.map(named)).toEqual([])
  })

  it('whatever reads the environment, the database or a key says that it is of the server', () => {
    const guarded =
      /^lib\/(crypto|db|limits\/(limits|proof)|drafts\/(service|store|entry)|submissions|delivery|mail|campaigns)/
    const loose = files.filter(
      (file) =>
        guarded.test(named(file)) &&
        // Programs of their own, which no page imports.
        !/(-main|\/migrate)\.ts$/.test(file) &&
        importsOf(file).some((name) => ['@/lib/env', '@/lib/db', 'pg', 'node:crypto'].includes(name)) &&
        !importsOf(file).includes('server-only'),
    )
    expect(loose.map(named)).toEqual([])
  })
})
