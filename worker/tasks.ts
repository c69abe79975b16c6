import 'server-only'
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import { tenantIds, withTenant } from '@/lib/db'
import { type Delivering, deliver, sweepDuplicates } from '@/lib/delivery'
import { tellAdvisors } from '@/lib/delivery/operator/notice'
import { databaseClock } from '@/lib/delivery/row'
import { tellBalance, watchAlerts } from '@/lib/delivery/watch'
import { remind } from '@/lib/links/remind'
import { sendLink, wakeLost } from '@/lib/links/send'
import { log } from '@/lib/log'
import { confirm, type Post } from '@/lib/mail'
import { retain } from '@/lib/submissions/retain'

export type TaskMeans = {
  delivering: Delivering
  /** Absent: no mail server is configured, and no mail is sent. */
  post?: Post
}

/**
 * When the queue wakes what belongs to no single delivery; times are UTC. A nightly task that nobody was there to do is made up for
 * within half a day.
 */
export const crontab = [
  '* * * * * alerts',
  '* * * * * notices',
  '*/10 * * * * purge',
  '*/10 * * * * reminders',
  '45 1 * * * duplicates ?fill=12h',
  '15 2 * * * balance ?fill=12h',
].join('\n')

const byDelivery = z.object({ deliveryId: z.uuid() })
const byLink = z.object({ linkId: z.uuid() })

/**
 * What the queue may wake. A payload is an id and nothing else; an outcome is a state and never thrown, so the queue's
 * own retries are for a failing database only.
 */
export function tasks({ delivering, post }: TaskMeans): TaskList {
  return {
    deliver: async (payload) => deliver(byDelivery.parse(payload).deliveryId, delivering),
    mail: async (payload) => {
      if (!post) return
      const { deliveryId } = byDelivery.parse(payload)
      const result = await confirm(deliveryId, { post })
      if (result !== 'nothing') log.info('mail', { deliveryId, outcome: result })
    },
    link: async (payload) => {
      const result = await sendLink(byLink.parse(payload).linkId, { post })
      if (result !== 'nothing') log.info('mail.link', { outcome: result })
    },
    reminders: async () => {
      for (const tenantId of await tenantIds()) {
        const now = await withTenant(tenantId, databaseClock)
        const count = await withTenant(tenantId, (tx) => remind(tx, now))
        if (count > 0) log.info('mail.reminders', { count })
        await withTenant(tenantId, (tx) => wakeLost(tx, now))
      }
    },
    notices: async () => {
      if (post) await tellAdvisors({ post, clock: delivering.clock })
    },
    alerts: async () => {
      await watchAlerts(delivering.timings)
    },
    duplicates: async () => {
      await sweepDuplicates(delivering)
    },
    balance: tellBalance,
    purge: async () => {
      for (const tenantId of await tenantIds()) {
        await retain(tenantId, await withTenant(tenantId, databaseClock))
      }
    },
  }
}
