import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { inRoot, root } from './paths.mjs'

/** Installs what package-lock.json names, if node_modules does not hold it yet. */
export async function ensureInstalled(say) {
  if (installed()) return
  say('Installing packages (npm ci); the first time this takes a minute or two …')
  const npm = process.env.npm_execpath
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  await new Promise((resolve, reject) => {
    const child = spawn(
      command,
      [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        shell: process.platform === 'win32',
      },
    )
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error('npm ci failed: see its message above. It needs the package registry, once.')),
    )
  })
}

/** Compares versions, not times: a clone, a copy and a cache all have their own times. */
function installed() {
  const hidden = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const has = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const wants = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return Object.entries(wants).every(
    ([path, { version, optional }]) => path === '' || optional || has[path]?.version === version,
  )
}
