import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The process that all threads of Linux' kernel descend from. */
const KERNEL = 2

/**
 * Which process is which. The arguments are compared as the bytes that they are: `ps` prints them in the caller's locale (an umlaut
 * becomes `\303\234` or `?`), cuts them to the width of a terminal, and BusyBox's takes no `-p` at all.
 */

/** Whether a process of this number lives; somebody else's does, too. One that has ended and waits for its parent to look does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
  return !['Z', 'X'].includes(statOf(pid)?.state)
}

/**
 * Whether `pid` is a living process whose command line holds all of `parts`. `unknown`: it lives, and nothing tells what it is; whoever
 * would take something from it must treat it as the one.
 * @returns {'yes' | 'no' | 'unknown'}
 */
export function isProcess(pid, parts) {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return 'no'
  const line = commandLine(pid)
  if (line === undefined) return isAlive(pid) ? 'unknown' : 'no'
  return parts.every((part) => line.includes(Buffer.from(part))) ? 'yes' : 'no'
}

/** The bytes of a process' arguments; undefined: nobody says. */
function commandLine(pid) {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`)
    if (line.length > 0) return line
    // The kernel's own threads have no arguments; anything else that has none hides them.
    return statOf(pid)?.parent === KERNEL ? line : undefined
  } catch {
    // There is no /proc (macOS), or it hides the processes of others.
  }
  const said = spawnSync('ps', ['-ww', '-p', String(pid), '-o', 'args='], { env: byteWise() })
  return said.error || said.status !== 0 || said.stdout.length === 0 ? undefined : said.stdout
}

/** In a UTF-8 locale `ps` writes a file's name as its own bytes; in C it would write signs in their place. */
const byteWise = () => ({ ...process.env, LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8' })

/** The parent of a process; undefined: nobody says. */
export function parentOf(pid) {
  const known = statOf(pid)
  if (known) return known.parent
  const said = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' })
  const parent = Number(said.stdout)
  return said.status === 0 && Number.isInteger(parent) && parent > 0 ? parent : undefined
}

/** State and parent from `/proc/<pid>/stat`; they follow the name, which may hold blanks and brackets itself. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state, parent: Number(parent) }
  } catch {
    return undefined
  }
}
