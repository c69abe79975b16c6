import 'server-only'
import { writeFile } from 'node:fs/promises'
import { audit } from '@/lib/audit'
import { closeDatabase, schemaReady, schemaSentence, tenantIds, withTenant } from '@/lib/db'
import { type DeliveryTimings, sweepDuplicates, timingsFor } from '@/lib/delivery'
import { alertRules, alertsOf } from '@/lib/delivery/alerts'
import { balance, difference, isExact } from '@/lib/delivery/balance'
import { readFigures } from '@/lib/delivery/figures'
import { type Acted, type Acting, actorOf } from '@/lib/delivery/operator/act'
import { afterRestore, requeueDead } from '@/lib/delivery/operator/many'
import { checkBody, keepOne, numberByHand } from '@/lib/delivery/operator/number'
import { operatorNamed } from '@/lib/delivery/operator/operator'
import { cancel, reassignTo, reconcileNow, remapAndRetry, retry } from '@/lib/delivery/operator/queue'
import { exportPayload, exportPdf, listDeliveries, showDelivery } from '@/lib/delivery/operator/read'
import { platformsOf } from '@/lib/delivery/platforms'
import { env } from '@/lib/env'
import { closeOutbound } from '@/lib/http/outbound'
import { errorFields, log } from '@/lib/log'
import { operatorOfAccount } from './operator/account'
import { type Command, commandOf, help } from './operator/command'
import { listText, sentenceOf, showText, table } from './operator/words'

/** Entry of dist/deliveries.mjs, `npm run deliveries`: what an operator may do with deliveries, until the office can. */
const say = (text: string) => process.stdout.write(`${text}\n`)
const done = 0
const refused = 1

function timings(): DeliveryTimings {
  const chosen = timingsFor(env())
  if (chosen.kind === 'timings') return chosen.timings
  throw new Refused(chosen.sentence)
}
class Refused extends Error {}

/** The platforms as the worker sees them: requests take their turns at the same gates. */
const platforms = () => platformsOf(env(), timings())

function told(acted: Acted): number {
  if (acted.kind === 'done') {
    say(`${acted.shown} is now ${acted.state}.`)
    return done
  }
  say(sentenceOf(acted.why))
  return refused
}

/** Whoever only looks stands in no audit, so the name does not matter. */
const onlooker = operatorNamed('onlooker')

async function run(command: Command): Promise<number> {
  const now = new Date()
  const acting: Acting | null =
    'as' in command ? { operator: command.as } : onlooker && { operator: onlooker }
  if (!acting) throw new Error('An operator has a name')
  switch (command.kind) {
    case 'help':
      say(help)
      return done
    case 'list': {
      const { states, olderMs } = command
      const olderThan = olderMs === undefined ? undefined : new Date(now.getTime() - olderMs)
      const found = await listDeliveries(acting.operator, { states, olderThan, limit: most + 1 })
      say(found.length === 0 ? 'Nothing of that kind.' : listText(found.slice(0, most), now))
      if (found.length > most) say(`… and more: the ${most} oldest are shown.`)
      return done
    }
    case 'show':
    case 'reveal': {
      const shown = await showDelivery(acting, command.asked, command.kind === 'reveal')
      if ('kind' in shown) return told(shown)
      say(showText(shown, now))
      return done
    }
    case 'balance':
      return balanced()
    case 'alerts':
      return alarmed()
    case 'reconcile':
      return told(await reconcileNow(acting, command.asked))
    case 'check': {
      const checked = await checkBody(acting, command.asked, platforms())
      if (checked.kind === 'refused') return told(checked)
      if (checked.kind === 'accepted') {
        say('The platform would take it.')
        return done
      }
      say(
        `The platform would refuse it (${checked.reason})${checked.fields.map((field) => `\n  ${field}`).join('')}`,
      )
      return refused
    }
    case 'retry':
      return told(await retry(acting, command.asked, command))
    case 'remap':
      return told(await remapAndRetry(acting, command.asked, command))
    case 'reassign':
      return told(await reassignTo(acting, command.asked, command.partner, command))
    case 'number': {
      return told(await numberByHand(acting, command.asked, command, platforms()))
    }
    case 'keep': {
      const { asked, vorgangsnummer, confirmed } = command
      const { before } = timings().reconcile
      const kept = await keepOne(acting, asked, vorgangsnummer, platforms(), { confirmed, before })
      if (kept.kind !== 'wouldArchive') return told(kept)
      say(
        `This keeps ${vorgangsnummer} and archives: ${kept.others.join(', ') || 'nothing'}. Repeat with --yes.`,
      )
      return refused
    }
    case 'cancel':
      return told(await cancel(acting, command.asked, command.reason))
    case 'export': {
      const exported = await exportPayload(acting, command.asked)
      if (exported.kind === 'refused') return told(exported)
      const json = `${JSON.stringify(exported.payload, null, 2)}\n`
      await writeFile(command.out, json, { mode: 0o600, flag: 'wx' })
      say(
        `${exported.shown} was written to ${command.out}. It holds personal data: delete it when the case is made.`,
      )
      return done
    }
    case 'pdf': {
      const exported = await exportPdf(acting, command.asked)
      if (exported.kind === 'refused') return told(exported)
      await writeFile(command.out, exported.file.bytes, { mode: 0o600, flag: 'wx' })
      say(
        `${exported.shown} was written to ${command.out}. It holds personal data: delete it when it is no longer needed.`,
      )
      return done
    }
    case 'duplicates':
      return duplicates(acting)
    case 'requeueDead': {
      const { queued, unchecked } = await requeueDead(acting)
      say(`${queued} queued.`)
      if (unchecked > 0) say(`${unchecked} left: a case may exist. See "list --state DEAD" and "reconcile".`)
      return unchecked > 0 ? refused : done
    }
    case 'afterRestore': {
      const { heartbeat } = await readFigures()
      if (heartbeat.worker !== null && heartbeat.worker < 60) {
        say('A worker has run within the last minute: stop all workers first, wait a minute, then repeat.')
        return refused
      }
      const { lookedUp, flagged } = await afterRestore(acting, command.since)
      say(
        `${lookedUp} will be looked for before they are sent; ${flagged} that wait for a person count as possibly sent.`,
      )
      return done
    }
  }
}

const most = 200

async function balanced(): Promise<number> {
  const { days, targets, all } = await balance()
  const sums = [...targets.map(({ target, ...sheet }) => ({ day: target, ...sheet })), { day: 'all', ...all }]
  const rows = [...days, ...sums].map((sheet) => [
    sheet.day,
    ...[sheet.accepted, sheet.delivered, sheet.open, sheet.waiting, sheet.cancelled, difference(sheet)].map(
      String,
    ),
    ...[sheet.withoutDelivery, sheet.withoutReference].map(String),
  ])
  const head = ['day or platform', 'accepted', 'delivered', 'open', 'waiting', 'cancelled', 'difference']
  say(table([[...head, 'without delivery', 'without number'], ...rows]))
  const exact = days.every(isExact) && isExact(all)
  say(exact ? 'Exact.' : 'NOT exact: see docs/operation.md, balance.')
  return exact ? done : refused
}

async function alarmed(): Promise<number> {
  const on = alertsOf(await readFigures(), timings()).filter((alert) => alert.on)
  if (on.length === 0) say('No alert is on.')
  for (const { name, severity } of on) {
    const rule = alertRules.find((known) => known.name === name && known.severity === severity)
    say(`${severity}  ${name}  ${rule?.says ?? ''}`)
  }
  return on.length === 0 ? done : refused
}

async function duplicates({ operator }: Acting): Promise<number> {
  for (const tenantId of await tenantIds()) {
    const entry = { actor: actorOf(operator), action: 'delivery.duplicates', subject: 'all' } as const
    await withTenant(tenantId, (tx) => audit(tx, entry))
  }
  const {
    duplicates: several,
    missing,
    orphans,
    gaps,
  } = await sweepDuplicates({
    platforms: platforms(),
    timings: timings(),
  })
  for (const { externalId, vorgangsnummern } of several)
    say(`DUPLICATE  ${externalId}  ${vorgangsnummern.join(', ')}`)
  for (const { externalId } of missing)
    say(`not in the list  ${externalId}  (archived, or not visible to this client)`)
  for (const { externalId, vorgangsnummern } of orphans)
    say(`unknown here  ${externalId}  ${vorgangsnummern.join(', ')}`)
  for (const { datenkontext, reason } of gaps) say(`not read to its end  ${datenkontext}  ${reason}`)
  const nothing = several.length + missing.length + orphans.length + gaps.length === 0
  if (nothing) say('One case each.')
  return nothing ? done : refused
}

async function main(): Promise<number> {
  const command = commandOf(process.argv.slice(2), operatorOfAccount())
  if (command.kind === 'wrong') {
    process.stderr.write(`${command.sentence}\nnpm run deliveries -- --help\n`)
    return 2
  }
  if (command.kind !== 'help' && !(await schemaReady())) {
    process.stderr.write(`${schemaSentence}\n`)
    return 3
  }
  return run(command)
}

closeOutbound()
try {
  process.exitCode = await main()
} catch (thrown) {
  const fields = errorFields(thrown)
  if (thrown instanceof Refused) process.stderr.write(`${thrown.message}\n`)
  else if (fields.errorCode === 'EEXIST')
    process.stderr.write('That file exists already: name another with --out.\n')
  else log.error('deliveries.failed', fields)
  process.exitCode = 3
} finally {
  await closeDatabase()
}
