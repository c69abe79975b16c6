import 'server-only'
import { keyVersions, type Rotation, rotateKeys, type VersionCount } from '@/lib/crypto/rotation'
import { closeDatabase, schemaReady, schemaSentence } from '@/lib/db'
import { errorFields, log } from '@/lib/log'
import { indexVersions, rotateIndex } from '@/lib/submissions/index-rotation'

/** Entry of dist/keys.mjs, `npm run keys -- status|rotate`. Exit code: 0 done, 1 rows left under an old version, 2 use. */
const use = `npm run keys -- status   how many data keys and rows of the index stand under which version of ENCRYPTION_KEYS and INDEX_KEY
npm run keys -- rotate   brings all of them under the last one, while traffic runs; may be killed and started again`

const say = (line: string) => process.stdout.write(`${line}\n`)

type Kind = {
  name: 'ENCRYPTION_KEYS' | 'INDEX_KEY'
  /** What stands under a version whose key is not there any more. */
  orphaned: string
  versions: () => Promise<VersionCount[]>
  rotate: (told: (rotated: number) => void) => Promise<Rotation>
}
/** START_TOKEN_KEY is not among them: nothing is stored under it. */
const kinds: readonly Kind[] = [
  { name: 'ENCRYPTION_KEYS', orphaned: 'these open nothing', versions: keyVersions, rotate: rotateKeys },
  { name: 'INDEX_KEY', orphaned: 'rotate finds them again', versions: indexVersions, rotate: rotateIndex },
]

async function status(): Promise<number> {
  let old = 0
  for (const { name, orphaned, versions } of kinds) {
    say(name)
    for (const { version, rows, known, current } of await versions()) {
      const remark = current ? '  current' : known ? '' : `  NOT IN ${name}: ${orphaned}`
      say(`${version.padEnd(8)} ${String(rows).padStart(9)}${remark}`)
      if (!current) old += rows
    }
  }
  return old === 0 ? 0 : 1
}

async function rotateAllKinds(): Promise<number> {
  let remaining = 0
  for (const { name, rotate } of kinds) {
    const { rotated, unreadable, left } = await rotate((count) => say(`${name}: rotated ${count}`))
    for (const what of unreadable) say(`unreadable ${what}`)
    say(`${name}: ${rotated} rotated, ${unreadable.length} unreadable, ${left} left under an old version`)
    remaining += left
  }
  return remaining === 0 ? 0 : 1
}

const commands = new Map([
  ['status', status],
  ['rotate', rotateAllKinds],
])

async function main(): Promise<number> {
  const command = commands.get(process.argv[2] ?? '')
  if (!command || process.argv.length > 3) {
    process.stderr.write(`${use}\n`)
    return 2
  }
  if (!(await schemaReady())) {
    process.stderr.write(`${schemaSentence}\n`)
    return 2
  }
  return command()
}

try {
  process.exitCode = await main()
} catch (thrown) {
  log.error('keys.failed', errorFields(thrown))
  process.exitCode = 2
} finally {
  await closeDatabase()
}
