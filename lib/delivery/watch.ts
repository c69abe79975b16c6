import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { database, schema } from '@/lib/db'
import { log } from '@/lib/log'
import { type Alert, alertsOf } from './alerts'
import { balance, difference, isExact } from './balance'
import { readFigures } from './figures'
import type { DeliveryTimings } from './timings'

export type Changed = { began: readonly Alert[]; ended: readonly Alert[] }

/**
 * Says in the log, once each, that an alert begins or ends; which ones are on is remembered in the database, so that it does not matter
 * which worker looks. Run every minute.
 */
export async function watchAlerts(
  limits: Pick<DeliveryTimings, 'alert' | 'heartbeat'>,
  now: Date = new Date(),
): Promise<Changed> {
  const alerts = alertsOf(await readFigures(now), limits)
  const changed = await database().transaction(async (tx) => {
    const { alertOn } = schema
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('alerts', 0))`)
    const known = await tx.select().from(alertOn)
    const isKnown = (alert: Alert) =>
      known.some(({ name, severity }) => name === alert.name && severity === alert.severity)
    const began = alerts.filter((alert) => alert.on && !isKnown(alert))
    const ended = alerts.filter((alert) => !alert.on && isKnown(alert))
    for (const { name, severity } of began) await tx.insert(alertOn).values({ name, severity, since: now })
    for (const { name, severity } of ended) {
      await tx.delete(alertOn).where(and(eq(alertOn.name, name), eq(alertOn.severity, severity)))
    }
    return { began, ended }
  })
  for (const { name, severity } of changed.began) {
    log[severity === 'page' ? 'error' : 'warn']('alert.begins', { alert: name, severity })
  }
  for (const { name, severity } of changed.ended) log.info('alert.ends', { alert: name, severity })
  return changed
}

/** The daily balance as one log line: the number accepted, and by how much the sum is off. */
export async function tellBalance(): Promise<void> {
  const { all } = await balance()
  const exact = isExact(all)
  const off = difference(all) || all.withoutDelivery || all.withoutReference
  log[exact ? 'info' : 'error']('balance', {
    count: exact ? all.accepted : off,
    outcome: exact ? 'exact' : 'difference',
  })
}
