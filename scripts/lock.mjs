import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

function isLauncher(pid) {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  const found = spawnSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' })
  if (!found.error) return found.stdout.includes('launch.mjs')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('launch.mjs')
  } catch {
    return true
  }
}
