import { type Alert, balanceDifference } from '@/lib/delivery/alerts'
import type { Figures } from '@/lib/delivery/figures'

/** Figures of the process that answers. */
export type ProcessFigures = {
  residentBytes: number
  eventLoopLagSeconds: number
  /** Requests refused unread since the process began, by reason (lib/http/protocol.ts). */
  refused: Readonly<Record<string, number>>
}
type Value = { labels?: Readonly<Record<string, string>>; value: number | null }
type Metric = { name: string; type: 'counter' | 'gauge'; help: string; values: readonly Value[] }

const gauge = (name: string, help: string, ...values: Value[]): Metric => ({
  name,
  type: 'gauge',
  help,
  values,
})
const one = (value: number | null): Value => ({ value })

/**
 * All figures in Prometheus' text format. Labels come from closed vocabularies and names of our own; nothing belongs to one person. A
 * value that is null has no sample. Pure.
 */
export function metricsText(figures: Figures, alerts: readonly Alert[], own: ProcessFigures): string {
  const { states, heartbeat, queue, mails } = figures
  return written([
    gauge('up', 'Whether the database could be asked.', one(1)),
    {
      name: 'submissions_accepted_total',
      type: 'counter',
      help: 'Enquiries accepted.',
      values: [one(figures.accepted)],
    },
    {
      name: 'deliveries_delivered_total',
      type: 'counter',
      help: 'Cases that exist.',
      values: [one(states.DELIVERED + states.VERIFIED)],
    },
    gauge(
      'deliveries',
      'Deliveries by state.',
      ...Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
    ),
    gauge(
      'deliveries_of_target',
      'The same by platform.',
      ...figures.targets.map(({ target, state, count }) => ({ labels: { target, state }, value: count })),
    ),
    gauge('balance_difference', 'Accepted enquiries minus deliveries: 0.', one(balanceDifference(figures))),
    gauge(
      'deliveries_without_reference',
      'Delivered without the number of a case: 0.',
      one(figures.withoutReference),
    ),
    gauge(
      'cases_lacking_values',
      'Cases of the last day that lack values which were sent: 0.',
      one(figures.lacking),
    ),
    gauge(
      'oldest_open_seconds',
      'Age of the oldest delivery on its way; 0: none.',
      one(figures.oldestOpenSeconds ?? 0),
    ),
    gauge(
      'oldest_unknown_seconds',
      'Age of the oldest unknown outcome; 0: none.',
      one(figures.oldestUnknownSeconds ?? 0),
    ),
    gauge('advisors_untold', 'Waiting for a person for over a day without a notice: 0.', one(figures.untold)),
    gauge('deliveries_overdue', 'Undelivered for over 90 days: 0.', one(figures.overdue)),
    gauge(
      'attempts_last_hour',
      'Tries of the last hour by outcome and class of reason.',
      ...figures.attempts.map(({ count, ...labels }) => ({ labels, value: count })),
    ),
    gauge('queue_due', 'Jobs that are due and not running.', one(queue.due)),
    gauge('queue_lag_seconds', 'How long the oldest of them has been due.', one(queue.lagSeconds)),
    gauge(
      'breaker',
      'State of the circuit breaker per client.',
      ...figures.breakers.map(({ gate, state }) => ({ labels: { gate, state }, value: 1 })),
    ),
    gauge(
      'heartbeat_age_seconds',
      'Since the last sign of life of any process of that role; `work`: since any worker took a job.',
      { labels: { role: 'worker' }, value: heartbeat.worker },
      { labels: { role: 'app' }, value: heartbeat.app },
      { labels: { role: 'sweep' }, value: heartbeat.sweep },
      { labels: { role: 'work' }, value: heartbeat.work },
    ),
    gauge('drafts_open', 'Drafts that were not sent yet.', one(figures.drafts)),
    gauge('mails_open', 'Confirmations that wait for their time.', one(mails.open)),
    gauge(
      'mails_failed_last_day',
      'Tries of the last day that the mail server did not take.',
      one(mails.failed),
    ),
    gauge(
      'input_ignored',
      'Keys of the last day that no question has.',
      one(figures.suspicions.find(({ kind }) => kind === 'input.ignored')?.count ?? 0),
    ),
    gauge(
      'suspicions_last_day',
      'What looked like a program, by kind; nothing is refused because of it.',
      ...figures.suspicions.map(({ kind, count }) => ({ labels: { kind }, value: count })),
    ),
    gauge(
      'alert',
      'Alerts of docs/operation.md: 1 is on.',
      ...alerts.map(({ name, severity, on }) => ({ labels: { name, severity }, value: on ? 1 : 0 })),
    ),
    ...ofProcess(own),
  ])
}

/** What can be said when the database does not answer. */
export const metricsOfOutage = (own: ProcessFigures): string =>
  written([gauge('up', 'Whether the database could be asked.', one(0)), ...ofProcess(own)])

const ofProcess = ({ residentBytes, eventLoopLagSeconds, refused }: ProcessFigures): Metric[] => [
  gauge('process_resident_memory_bytes', 'Memory of this process.', one(residentBytes)),
  gauge(
    'process_event_loop_lag_seconds',
    '99th percentile since the last question.',
    one(eventLoopLagSeconds),
  ),
  {
    name: 'process_requests_refused_total',
    type: 'counter',
    help: 'Requests this process refused unread, by reason; `address`: a page opened under another address than APP_URL.',
    values: Object.entries(refused).map(([reason, value]) => ({ labels: { reason }, value })),
  },
]

const written = (metrics: readonly Metric[]): string =>
  metrics
    .map(({ name, type, help, values }) => {
      const full = `selbstauskunft_${name}`
      const samples = values
        .filter(({ value }) => value !== null)
        .map(({ labels, value }) => `${full}${labelled(labels)} ${value}\n`)
        .join('')
      return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${samples}`
    })
    .join('')

const labelled = (labels: Value['labels']): string =>
  labels
    ? `{${Object.entries(labels)
        .map(([name, value]) => `${name}="${value.replace(/[^\w.-]/g, '_')}"`)
        .join(',')}}`
    : ''
