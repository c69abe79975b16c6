import 'server-only'
import { and, count, eq, like, sql } from 'drizzle-orm'
import { schema, tenantIds, withTenant } from '@/lib/db'

type Line = {
  name: string
  type: 'counter' | 'gauge'
  help: string
  values: readonly { labels?: string; value: number }[]
}

/** Figures without personal data, over all tenants, in Prometheus' text format. */
export async function metricsText(): Promise<string> {
  const { submission, delivery, rateLimit } = schema
  let accepted = 0
  let ignored = 0
  const states = new Map<string, number>(delivery.state.enumValues.map((state) => [state, 0]))
  for (const tenant of await tenantIds()) {
    await withTenant(tenant, async (tx) => {
      const [sent] = await tx.select({ n: count() }).from(submission).where(eq(submission.tenantId, tenant))
      accepted += sent?.n ?? 0
      const rows = await tx
        .select({ state: delivery.state, n: count() })
        .from(delivery)
        .where(eq(delivery.tenantId, tenant))
        .groupBy(delivery.state)
      for (const { state, n } of rows) states.set(state, (states.get(state) ?? 0) + n)
      const [dropped] = await tx
        .select({ n: sql<number>`coalesce(sum(${rateLimit.count}), 0)::float8` })
        .from(rateLimit)
        .where(and(eq(rateLimit.tenantId, tenant), like(rateLimit.bucket, 'net:input.ignored:%')))
      ignored += dropped?.n ?? 0
    })
  }
  const delivered = (states.get('DELIVERED') ?? 0) + (states.get('VERIFIED') ?? 0)
  const lines: Line[] = [
    {
      name: 'submissions_accepted_total',
      type: 'counter',
      help: 'Enquiries accepted.',
      values: [{ value: accepted }],
    },
    {
      name: 'deliveries_delivered_total',
      type: 'counter',
      help: 'Cases that exist.',
      values: [{ value: delivered }],
    },
    {
      name: 'deliveries',
      type: 'gauge',
      help: 'Deliveries by state.',
      values: [...states].map(([state, value]) => ({ labels: `{state="${state}"}`, value })),
    },
    {
      name: 'input_ignored',
      type: 'gauge',
      help: 'Keys of the last two days that no question has.',
      values: [{ value: ignored }],
    },
  ]
  return lines
    .map(({ name, type, help, values }) => {
      const full = `selbstauskunft_${name}`
      const samples = values.map(({ labels = '', value }) => `${full}${labels} ${value}\n`).join('')
      return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${samples}`
    })
    .join('')
}
