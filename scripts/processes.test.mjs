import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inRoot } from './paths.mjs'
import { isAlive, isProcess, parentOf } from './processes.mjs'

const patience = { timeout: 60_000 }
let outer
let folder
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'selbstauskunft-test-'))
  folder = join(outer, 'Übung', 'Größe')
  mkdirSync(folder, { recursive: true })
  // Postgres' own user must be able to enter, else the data would move (scripts/postgres-home.mjs).
  chmodSync(outer, 0o755)
})
afterEach(() => rmSync(outer, { recursive: true, force: true }))

describe('a process', () => {
  it('is known by the bytes of its arguments, its number and its parent', () => {
    expect(isProcess(process.pid, ['vitest'])).toBe('yes')
    expect(isProcess(process.pid, ['vitest', 'Größe'])).toBe('no')
    expect(isProcess(4_194_304, ['vitest'])).toBe('no')
    expect(isProcess(Number('x'), ['vitest'])).toBe('no')
    expect(parentOf(process.pid)).toBe(process.ppid)
  })

  it('that has ended and at which its parent has not looked is gone', async () => {
    // The shell becomes a program that never looks at its child.
    const parent = spawn('sh', ['-c', 'sh -c "echo \\$\\$" & exec sleep 60'])
    try {
      const said = await new Promise((resolve) => parent.stdout.once('data', resolve))
      const child = Number(said)
      await expect.poll(() => isAlive(child), patience).toBe(false)
      expect(isProcess(child, ['sh'])).toBe('no')
      expect(() => process.kill(child, 0)).not.toThrow()
    } finally {
      parent.kill('SIGKILL')
    }
  })
})

/** BusyBox's `ps` takes no `-p`; where it is not installed, something that answers as it does. */
function busyBox() {
  const shims = join(outer, 'bin')
  mkdirSync(shims)
  const real = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path))
  if (real) symlinkSync(real, join(shims, 'ps'))
  else
    writeFileSync(join(shims, 'ps'), '#!/bin/sh\necho "ps: invalid option -- \'p\'" >&2\nexit 1\n', {
      mode: 0o755,
    })
  return shims
}

/** As `npm run demo` begins and ends (scripts/launcher.mjs), without the app. */
const url = (name) => JSON.stringify(pathToFileURL(inRoot('scripts', name)).href)
const launcher = `import { takeLock } from ${url('lock.mjs')}
import { stackDatabase } from ${url('stack-database.mjs')}
const folder = process.argv[2]
try {
  const release = takeLock(folder)
  const say = (line) => console.log(line)
  const database = await stackDatabase({ mode: 'demo', folder, password: 'only-for-this-test', say })
  process.on('SIGTERM', async () => { await database.stop(); release(); process.exit(0) })
  console.log('up')
} catch (error) { console.log(error.message); process.exit(1) }
setInterval(() => {}, 1000)`

describe.each(['procps', 'BusyBox'])(
  'a launcher in a folder with umlauts, without any locale, with the ps of %s',
  (ps) => {
    it('stops its server, starts it again when it is killed, and shares its data with no second one', async () => {
      const program = join(folder, 'launch.mjs')
      writeFileSync(program, launcher)
      const data = join(folder, 'data')
      const path = [...(ps === 'BusyBox' ? [busyBox()] : []), '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(
        ':',
      )
      const running = []
      const start = () => {
        const child = spawn('env', ['-i', `PATH=${path}`, process.execPath, program, data])
        running.push(child)
        let said = ''
        child.stdout.on('data', (part) => {
          said += part
        })
        child.stderr.on('data', (part) => {
          said += part
        })
        const ended = new Promise((resolve) => child.once('exit', resolve))
        return { said: () => said, ended, kill: (signal) => child.kill(signal) }
      }
      const pidFile = join(data, 'postgres', 'postmaster.pid')
      const postmaster = () =>
        existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0
      const up = async (one) => {
        await expect.poll(one.said, patience).toContain('up\n')
        return postmaster()
      }
      try {
        const first = start()
        const before = await up(first)
        const second = start()
        expect(await second.ended).toBe(1)
        expect(second.said()).toContain('already runs')
        expect([postmaster(), isAlive(before)]).toEqual([before, true])

        process.kill(before, 'SIGKILL')
        await expect.poll(() => postmaster() !== before && isAlive(postmaster()), patience).toBe(true)
        await expect
          .poll(
            () => readFileSync(join(data, 'postgres', 'server.log'), 'utf8').match(/ready to accept/g).length,
            patience,
          )
          .toBe(2)
        first.kill('SIGTERM')
        expect(await first.ended).toBe(0)
        expect(postmaster()).toBe(0)

        const third = start()
        const orphan = await up(third)
        third.kill('SIGKILL')
        await third.ended
        const fourth = start()
        await up(fourth)
        expect(isAlive(orphan)).toBe(false)
        fourth.kill('SIGTERM')
        expect(await fourth.ended).toBe(0)
        expect(postmaster()).toBe(0)
      } finally {
        for (const child of running) child.kill('SIGKILL')
        if (postmaster()) process.kill(postmaster(), 'SIGINT')
      }
    })
  },
)
