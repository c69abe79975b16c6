import 'server-only'
import { keyVersions, rotateKeys } from '@/lib/crypto/rotation'
import { closeDatabase, schemaReady, schemaSentence } from '@/lib/db'
import { errorFields, log } from '@/lib/log'

/** Entry of dist/keys.mjs, `npm run keys -- status|rotate`. Exit code: 0 done, 1 data keys left under an old version, 2 use. */
const use = `npm run keys -- status   which versions of ENCRYPTION_KEYS wrap how many data keys
npm run keys -- rotate   wraps all of them under the last one, while traffic runs; may be killed and started again`

const say = (line: string) => process.stdout.write(`${line}\n`)

async function status(): Promise<number> {
  const versions = await keyVersions()
  for (const { version, rows, known, current } of versions) {
    const remark = current ? '  current' : known ? '' : '  NOT IN ENCRYPTION_KEYS: these open nothing'
    say(`${version.padEnd(8)} ${String(rows).padStart(9)}${remark}`)
  }
  return versions.some(({ current, rows }) => !current && rows > 0) ? 1 : 0
}

async function rotate(): Promise<number> {
  const { rotated, unreadable, left } = await rotateKeys((count) => say(`rotated ${count}`))
  for (const { recordId, purpose } of unreadable) say(`unreadable ${purpose} ${recordId}`)
  say(`${rotated} rotated, ${unreadable.length} unreadable, ${left} left under an old version`)
  return left === 0 ? 0 : 1
}

const commands = new Map([
  ['status', status],
  ['rotate', rotate],
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
