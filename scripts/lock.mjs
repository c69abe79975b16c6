import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isProcess } from './processes.mjs'

/**
 * One launcher per data folder. A lock whose process is gone (kill -9, power cut) is taken over.
 * @returns {() => void} gives the lock back
 */
export function takeLock(folder) {
  const file = join(folder, 'launcher.pid')
  mkdirSync(folder, { recursive: true })
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const other = Number(readFileSync(file, 'utf8'))
      if (isLauncher(other)) {
        throw new Error(
          `It already runs on ${folder} (process ${other}): stop that one, or set DATA_DIR to another folder.`,
        )
      }
      rmSync(file, { force: true })
    }
  }
  throw new Error(`${file} could not be taken over: remove it.`)
}

/** What lives and cannot be told apart counts as one: two launchers on one folder would destroy its data. */
const isLauncher = (pid) => pid !== process.pid && isProcess(pid, ['launch.mjs']) !== 'no'
