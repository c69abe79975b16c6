import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
export const inRoot = (...parts) => join(root, ...parts)

/** Where data, secrets and logs of the demo are kept: DATA_DIR, relative to the repository. */
export function dataDir() {
  const set = process.env.DATA_DIR || '.data'
  return isAbsolute(set) ? set : inRoot(set)
}
