import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Datenkontext } from '@/lib/cases/europace/settings'
import { type TargetName, targetNames } from '@/lib/cases/names'
import type { CaseTarget, Scan } from '@/lib/cases/target'
import { tenantIds, withTenant } from '@/lib/db'
import { log } from '@/lib/log'
import { isExternalIdOfOurs } from '@/lib/submissions/external-id'
import { deliveredBetween, type Known, knownAmong } from './known'
import { type Delivering, later } from './means'
import { databaseClock, lockRow, type Moved, moveTo } from './row'
import { next } from './states'

/** What the nightly look at the platform found (trust §2.4). All of it is for a person; only `duplicates` changes a state. */
export type DuplicateReport = {
  /** Deliveries with more than one case; what counted as delivered is now DUPLICATE. */
  duplicates: readonly (Known & { vorgangsnummern: readonly string[] })[]
  /** Delivered in the window and not in the list. An alert and no proof: archived cases are not listed. */
  missing: readonly Known[]
  /** Cases with an external id of ours that no submission knows, as after a restore from a backup. */
  orphans: readonly { externalId: string; vorgangsnummern: readonly string[] }[]
  /** Contexts whose list was not read to its end; nothing there counts as missing. */
  gaps: readonly { datenkontext: Datenkontext; reason: string }[]
}

type Listing = Extract<CaseTarget, { lookUp: 'list' }>
type Means = Pick<Delivering, 'platforms' | 'timings' | 'clock'>

/**
 * Where a platform has a list of cases: reads that of the last `timings.duplicates.window` once per context and compares it with what we know, so that a duplicate
 * which slipped through (listed late, sent by a paused worker) is found within a day. Logs what it finds. Throws what the database
 * throws; a platform that does not answer is a gap in the report.
 */
export async function sweepDuplicates(means: Means): Promise<DuplicateReport> {
  const report = { duplicates: [], missing: [], orphans: [], gaps: [] } satisfies DuplicateReport
  const tenants = await tenantIds()
  const [first] = tenants
  if (!first) return report
  const now = await withTenant(first, means.clock ?? databaseClock)
  const parts: DuplicateReport[] = [report]
  for (const name of targetNames) {
    const target = means.platforms[name]?.target
    if (target?.lookUp !== 'list') continue
    for (const datenkontext of target.contexts) {
      parts.push(await sweepContext(means, target, { tenants, name, datenkontext, now }))
    }
  }
  return {
    duplicates: parts.flatMap((part) => part.duplicates),
    missing: parts.flatMap((part) => part.missing),
    orphans: parts.flatMap((part) => part.orphans),
    gaps: parts.flatMap((part) => part.gaps),
  }
}

type Looking = { tenants: readonly string[]; name: TargetName; datenkontext: Datenkontext; now: Date }

async function sweepContext(
  { timings }: Means,
  listing: Listing,
  { tenants, name, datenkontext, now }: Looking,
): Promise<DuplicateReport> {
  const since = later(now, -timings.duplicates.window)
  const scan = await listing.scan({ datenkontext, since, now, traceId: `sweep-${randomUUID()}` })
  const externalIds = [...scan.cases.keys()].filter(isExternalIdOfOurs)
  const unknown = new Set(externalIds)
  const duplicates: (Known & { vorgangsnummern: readonly string[] })[] = []
  const missing: Known[] = []
  for (const tenantId of tenants) {
    for (const known of await withTenant(tenantId, (tx) => knownAmong(tx, name, externalIds))) {
      unknown.delete(known.externalId)
      const vorgangsnummern = numbersOf(scan, known.externalId)
      if (vorgangsnummern.length < 2) continue
      const moved = await markDuplicate(tenantId, known, vorgangsnummern, now)
      log.error('delivery.duplicate', {
        ...(moved?.fields ?? { deliveryId: known.deliveryId }),
        count: vorgangsnummern.length,
      })
      duplicates.push({ ...known, vorgangsnummern })
    }
    if (scan.gap) continue
    // What was delivered a moment ago may not be listed yet.
    const settled = later(now, -timings.reconcile.settled)
    const ours = await withTenant(tenantId, (tx) =>
      deliveredBetween(tx, name, datenkontext, [since, settled]),
    )
    missing.push(...ours.filter(({ externalId }) => !scan.cases.has(externalId)))
  }
  for (const { deliveryId } of missing) log.error('delivery.missing', { deliveryId })
  if (unknown.size > 0) log.error('delivery.orphans', { count: unknown.size })
  if (scan.gap) log.warn('delivery.sweepGap', { reason: scan.gap.reason })
  return {
    duplicates,
    missing,
    orphans: [...unknown].map((externalId) => ({ externalId, vorgangsnummern: numbersOf(scan, externalId) })),
    gaps: scan.gap ? [{ datenkontext, reason: scan.gap.reason }] : [],
  }
}

const numbersOf = (scan: Scan, externalId: string): readonly string[] =>
  (scan.cases.get(externalId) ?? []).map(({ vorgangsnummer }) => vorgangsnummer)

/** null: its state says so already, or a look-up of its own will say so. */
const markDuplicate = (
  tenantId: string,
  { deliveryId }: Known,
  found: readonly string[],
  now: Date,
): Promise<Moved | null> =>
  withTenant(tenantId, async (tx) => {
    const row = await lockRow(tx, deliveryId)
    const to = row && next(row.state, 'foundSeveral')
    return row && to ? moveTo(tx, row, { to, reason: 'duplicates', detail: { found } }, now) : null
  })
