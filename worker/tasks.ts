import 'server-only'
import type { TaskList } from 'graphile-worker'
import { z } from 'zod'
import { tenantIds, withTenant } from '@/lib/db'
import { type Delivering, deliver } from '@/lib/delivery'
import { purgeExpiredDrafts } from '@/lib/drafts/store'
import { purgeLimits } from '@/lib/limits/limits'
import { log } from '@/lib/log'
import { confirm, type Post } from '@/lib/mail'
import { purgeDelivered } from '@/lib/submissions/retention'

export type TaskMeans = {
  delivering: Delivering
  /** Absent: no mail server is configured, and no mail is sent. */
  post?: Post
}

const byDelivery = z.object({ deliveryId: z.uuid() })

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
    purge: async () => {
      for (const tenantId of await tenantIds()) {
        const drafts = await withTenant(tenantId, purgeExpiredDrafts)
        if (drafts > 0) log.info('drafts.purged', { count: drafts })
        const submissions = await withTenant(tenantId, purgeDelivered)
        if (submissions > 0) log.info('submissions.purged', { count: submissions })
        await withTenant(tenantId, purgeLimits)
      }
    },
  }
}
