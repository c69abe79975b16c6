import type { Figures } from './figures'
import type { DeliveryTimings } from './timings'
import { workersState } from './workers'

/** `page`: somebody is woken. `warn`: somebody looks today. */
export type Severity = 'warn' | 'page'
export type AlertName =
  | 'oldest_undelivered'
  | 'outcome_unknown'
  | 'needs_fix'
  | 'needs_operator'
  | 'dead'
  | 'duplicate'
  | 'values_lacking'
  | 'blocked_config'
  | 'breaker_open'
  | 'worker_missing'
  | 'worker_stalled'
  | 'sweep_missing'
  | 'app_missing'
  | 'balance'
  | 'advisor_untold'
  | 'overdue'
  | 'crowded'
  | 'requests_refused'
export type Alert = { name: AlertName; severity: Severity; on: boolean }

type Limits = Pick<DeliveryTimings, 'alert' | 'heartbeat'>
type Rule = {
  name: AlertName
  severity: Severity
  /** One sentence for whoever is woken; docs/operation.md says what to do. */
  says: string
  on: (figures: Figures, limits: Limits) => boolean
}

/** Milliseconds that have passed, from seconds; null never alarms. */
const longer = (seconds: number | null, ms: number) => seconds !== null && seconds * 1000 > ms
const any = (...counts: number[]) => counts.some((count) => count > 0)

/** The rules of trust §2.5, and the only place that names them: metric, command, log line, docs/alerts.yml and docs/operation.md follow. */
export const alertRules: readonly Rule[] = [
  {
    name: 'oldest_undelivered',
    severity: 'warn',
    says: 'An enquiry has been on its way for over 5 minutes.',
    on: ({ oldestOpenSeconds }, { alert }) => longer(oldestOpenSeconds, alert.warn),
  },
  {
    name: 'oldest_undelivered',
    severity: 'page',
    says: 'An enquiry has been on its way for over 15 minutes.',
    on: ({ oldestOpenSeconds }, { alert }) => longer(oldestOpenSeconds, alert.page),
  },
  {
    name: 'outcome_unknown',
    severity: 'page',
    says: 'It has been unknown for over 30 minutes whether a case exists.',
    on: ({ oldestUnknownSeconds }, { alert }) => longer(oldestUnknownSeconds, alert.unknown),
  },
  {
    name: 'needs_fix',
    severity: 'warn',
    says: 'A document was refused, by the platform or by our own model of it.',
    on: ({ states }) => any(states.NEEDS_FIX),
  },
  {
    name: 'needs_operator',
    severity: 'warn',
    says: 'A delivery waits for a person.',
    on: ({ states }) => any(states.NEEDS_OPERATOR),
  },
  {
    name: 'dead',
    severity: 'page',
    says: 'A delivery used up its 72 hours.',
    on: ({ states }) => any(states.DEAD),
  },
  {
    name: 'duplicate',
    severity: 'page',
    says: 'One enquiry has several cases.',
    on: ({ states }) => any(states.DUPLICATE),
  },
  {
    name: 'values_lacking',
    severity: 'warn',
    says: 'A case of the last day lacks values that were sent.',
    on: ({ lacking }) => any(lacking),
  },
  {
    name: 'blocked_config',
    severity: 'page',
    says: 'A platform refuses our credentials, rights or addresses, or has none here: nothing is delivered to it.',
    on: ({ states }) => any(states.BLOCKED_CONFIG),
  },
  {
    name: 'breaker_open',
    severity: 'page',
    says: 'The platform has not answered for over 5 minutes.',
    on: ({ breakers }, { alert }) =>
      breakers.some(({ openSeconds }) => longer(openSeconds, alert.breakerOpen)),
  },
  {
    name: 'worker_missing',
    severity: 'page',
    says: 'No worker has given a sign of life for over 60 seconds.',
    on: (figures, limits) => workersState(figures, limits) === 'missing',
  },
  {
    name: 'worker_stalled',
    severity: 'page',
    says: 'Workers live and work is due, but none of them takes any (WORKER_STALLED_SECONDS).',
    on: (figures, limits) => workersState(figures, limits) === 'stalled',
  },
  {
    name: 'sweep_missing',
    severity: 'page',
    says: 'No worker has swept over the open deliveries for over 60 seconds.',
    on: ({ heartbeat }, limits) => longer(heartbeat.sweep, limits.heartbeat.missing),
  },
  {
    name: 'app_missing',
    severity: 'page',
    says: 'No app process has given a sign of life for over 60 seconds.',
    on: ({ heartbeat }, limits) => longer(heartbeat.app, limits.heartbeat.missing),
  },
  {
    name: 'balance',
    severity: 'page',
    says: 'What was accepted is not what was delivered, is open, waits or was cancelled.',
    on: (figures) => balanceDifference(figures) !== 0 || figures.withoutReference > 0,
  },
  {
    name: 'advisor_untold',
    severity: 'warn',
    says: 'An enquiry has waited for a person for over 24 hours and its advisor was not told.',
    on: ({ untold }) => any(untold),
  },
  {
    name: 'overdue',
    severity: 'warn',
    says: 'An enquiry is undelivered after 90 days: somebody must decide what happens to its data.',
    on: ({ overdue }) => any(overdue),
  },
  {
    name: 'crowded',
    severity: 'page',
    says: 'More drafts are begun in a campaign than people begin.',
    on: ({ crowded }) => any(crowded),
  },
  {
    name: 'requests_refused',
    severity: 'warn',
    says: 'Requests of the last hour were refused because they did not come from a page of APP_URL.',
    on: ({ refused }, { alert }) =>
      refused.address >= alert.refused.address || refused.address + refused.others >= alert.refused.all,
  },
]

/** accepted − the deliveries of every state; 0 when each submission has exactly one delivery. */
export const balanceDifference = ({ accepted, states }: Pick<Figures, 'accepted' | 'states'>): number =>
  accepted - Object.values(states).reduce((sum, count) => sum + count, 0)

/** Every alert with whether it is on. Pure. */
export const alertsOf = (figures: Figures, limits: Limits): Alert[] =>
  alertRules.map(({ name, severity, on }) => ({ name, severity, on: on(figures, limits) }))

/**
 * Prometheus' rules as YAML, kept in docs/alerts.yml. The figures are judged by the application, so a rule only reads the verdict;
 * two more say when nobody judges any longer.
 */
export function alertRulesYaml(): string {
  const rule = (name: string, expr: string, wait: string, severity: Severity, says: string, where: string) =>
    [
      `      - alert: ${name}`,
      `        expr: ${expr}`,
      `        for: ${wait}`,
      `        labels: { severity: ${severity} }`,
      `        annotations: { summary: '${says}', runbook_url: 'docs/operation.md#${where}' }`,
    ].join('\n')
  const judged = alertRules.map(({ name, severity, says }) =>
    rule(
      `Selbstauskunft_${name}_${severity}`,
      `max(selbstauskunft_alert{name="${name}", severity="${severity}"}) > 0`,
      '0s',
      severity,
      says,
      name,
    ),
  )
  return `# Generated from lib/delivery/alerts.ts (npx vitest run lib/delivery/alerts.test.ts -u); do not edit.
groups:
  - name: selbstauskunft
    rules:
${judged.join('\n')}
${rule('Selbstauskunft_no_figures_page', 'absent(selbstauskunft_alert)', '1m', 'page', 'No app process gives figures.', 'app_missing')}
${rule('Selbstauskunft_database_page', 'min(selbstauskunft_up) == 0', '1m', 'page', 'The figures cannot be read: the database does not answer.', 'database')}
`
}
