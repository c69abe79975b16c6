import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { bundle, bundleOptions } from './build.mjs'
import { toolEnvironment } from './tool-environment.mjs'

/**
 * Runs an operator's program of dist/ in the foreground with the caller's arguments and ends with its exit code. On a fresh
 * clone the bundle is made first.
 */
export async function runTool(name) {
  const found = toolEnvironment()
  // Help needs nothing that runs.
  if (found.kind === 'none' && !process.argv.includes('--help')) {
    process.stderr.write(`${found.sentence}\n`)
    process.exit(2)
  }
  if (!existsSync(bundle(name))) {
    const { build, stop } = await import('esbuild')
    await build(bundleOptions([name]))
    await stop()
  }
  const child = spawn(process.execPath, [bundle(name), ...process.argv.slice(2)], {
    env: found.env ?? process.env,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
