/** `npm run build`: app, worker and migrations for production, into .next and dist, with the caller's environment. */
import { buildAll } from './build.mjs'
import { requireNode } from './node-version.mjs'

requireNode()
try {
  await buildAll({ env: process.env, say: (line) => process.stdout.write(`${line}\n`) })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
