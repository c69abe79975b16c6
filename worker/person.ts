import 'server-only'
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { audit } from '@/lib/audit'
import type { TargetName } from '@/lib/cases/names'
import { closeDatabase, schemaReady, schemaSentence, withTenant } from '@/lib/db'
import { actorOf } from '@/lib/delivery/operator/act'
import { errorFields, log } from '@/lib/log'
import { eraseEnquiry } from '@/lib/rights/erase'
import { exportEnquiry } from '@/lib/rights/export'
import { type Asked, type Enquiry, findEnquiries } from '@/lib/rights/find'
import { operatorOfAccount } from './operator/account'

/**
 * Entry of dist/person.mjs, `npm run person`: one person's rights. Exit code: 0 done, 1 nothing found or not all done, 2 use.
 * Nothing personal is printed; it goes to the exported file alone.
 */
const use = `npm run person -- find   --email … | --phone … | --name "First Last" | --reference SA-…
npm run person -- export --email … | --phone … | --reference SA-…   [--out person.json]
npm run person -- erase  --email … | --phone … | --reference SA-…   [--also-undelivered]
It stands in the audit under the name of your account on this system.`

const platforms: { readonly [target in TargetName]: string } = {
  kundenangaben: 'Europace',
  vorgang: 'Dr. Klein Ratenkredit (Europace)',
}
const atPlatform = (target: TargetName) =>
  `Der Vorgang bei ${platforms[target]} besteht weiter und muss dort vom Verantwortlichen (der beratenden Firma) gelöscht werden. / ` +
  `The case at ${platforms[target]} lives on and must be erased there by the controller (the advising firm).`
const drafts =
  'Entwürfe findet niemand nach Namen; sie werden 24 Stunden nach der letzten Eingabe gelöscht. ' +
  'In Sicherungen bleiben Daten lesbar, bis diese ablaufen. / ' +
  'Drafts are found by nobody by name; they are deleted 24 hours after the last input. ' +
  'In backups data stays readable until those expire.'

const say = (line: string) => process.stdout.write(`${line}\n`)

type Call = {
  command: 'find' | 'export' | 'erase'
  asked: Asked
  actor: string
  out: string | undefined
  alsoUndelivered: boolean
}

function callOf(args: readonly string[]): Call | null {
  const text = { type: 'string' } as const
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      email: text,
      phone: text,
      name: text,
      reference: text,
      out: text,
      'also-undelivered': { type: 'boolean', default: false },
    },
  })
  const [command, more] = positionals
  const given = (['email', 'phone', 'name', 'reference'] as const).flatMap((by) => {
    const value = values[by]
    return value === undefined ? [] : [{ by, value }]
  })
  const [asked] = given
  const operator = operatorOfAccount()
  if (command !== 'find' && command !== 'export' && command !== 'erase') return null
  if (!asked || given.length > 1 || more !== undefined || !operator) return null
  if (asked.by === 'name' && command !== 'find') return null
  return {
    command,
    asked,
    actor: actorOf(operator),
    out: values.out,
    alsoUndelivered: values['also-undelivered'],
  }
}

const line = ({ reference, acceptedAt, persons, state, vorgangsnummer, erased }: Enquiry) =>
  [
    reference,
    acceptedAt.toISOString(),
    persons === 2 ? '2 persons' : '1 person',
    state,
    vorgangsnummer ?? 'no case number',
    ...(erased ? ['erased'] : []),
  ].join('  ')

async function find(enquiries: readonly Enquiry[], actor: string): Promise<number> {
  for (const { tenantId, reference } of enquiries) {
    await withTenant(tenantId, (tx) => audit(tx, { actor, action: 'person.find', subject: reference }))
  }
  for (const enquiry of enquiries) say(line(enquiry))
  return 0
}

/** One file for all of them, readable by its owner only; an existing file is never overwritten. */
async function exportAll(enquiries: readonly Enquiry[], actor: string, out: string): Promise<number> {
  const exported = []
  for (const enquiry of enquiries) exported.push(await exportEnquiry(enquiry, actor))
  const text = JSON.stringify({ exportedAt: new Date().toISOString(), enquiries: exported }, null, 2)
  await writeFile(out, `${text}\n`, { mode: 0o600, flag: 'wx' })
  say(`${exported.length} enquiries written to ${out}`)
  if (enquiries.some(({ persons }) => persons === 2)) {
    say('Two persons sent one of them together: give each only what is theirs.')
  }
  return 0
}

async function eraseAll(enquiries: readonly Enquiry[], { actor, alsoUndelivered }: Call): Promise<number> {
  let open = 0
  const living = new Set<TargetName>()
  for (const enquiry of enquiries) {
    const result = await eraseEnquiry(enquiry, { actor, alsoUndelivered })
    switch (result.kind) {
      case 'erased':
        if (result.caseMayExist) living.add(result.target)
        say(`${enquiry.reference}  erased${result.cancelled ? ', delivery cancelled' : ''}`)
        break
      case 'undelivered':
        open++
        say(
          `${enquiry.reference}  NOT erased: undelivered (${result.state}); --also-undelivered cancels it first`,
        )
        break
      case 'busy':
        open++
        say(`${enquiry.reference}  NOT erased: it is being sent at this moment; repeat in a minute`)
        break
      case 'gone':
        break
    }
  }
  for (const target of living) say(atPlatform(target))
  say(drafts)
  return open === 0 ? 0 : 1
}

async function run(call: Call): Promise<number> {
  const enquiries = await findEnquiries(call.asked)
  if (enquiries.length === 0) {
    say(`Nichts gefunden. ${drafts}`)
    return 1
  }
  switch (call.command) {
    case 'find':
      return find(enquiries, call.actor)
    case 'export':
      return exportAll(enquiries, call.actor, call.out ?? `person-${enquiries[0]?.reference}.json`)
    case 'erase':
      return eraseAll(enquiries, call)
  }
}

function callOrNull(): Call | null {
  try {
    return callOf(process.argv.slice(2))
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const call = callOrNull()
  if (!call) {
    process.stderr.write(`${use}\n`)
    return 2
  }
  if (!(await schemaReady())) {
    process.stderr.write(`${schemaSentence}\n`)
    return 2
  }
  return run(call)
}

try {
  process.exitCode = await main()
} catch (thrown) {
  const fields = errorFields(thrown)
  log.error('person.failed', fields)
  if (fields.errorCode === 'EEXIST')
    process.stderr.write('That file exists already: name another with --out.\n')
  process.exitCode = 2
} finally {
  await closeDatabase()
}
