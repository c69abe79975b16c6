import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '@/scripts/build.mjs'

/** The thread as the build makes it, in a folder of the test's own. */
export async function buildThread(folder: string): Promise<string> {
  await build({ ...bundleOptions(['pdf-thread']), outdir: folder })
  return join(folder, 'pdf-thread.mjs')
}
