import pg from 'pg'

/** What the database and the sandbox say, as plain rows. A database that is just starting again is asked once more. */
async function query(databaseUrl, text) {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query(text)).rows
    } catch (error) {
      if (attempt === 10) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    } finally {
      await client.end().catch(() => {})
    }
  }
}

/** How many deliveries of each platform are in each state, as `vorgang DELIVERED`. */
export async function statesIn(databaseUrl) {
  const rows = await query(
    databaseUrl,
    "select target || ' ' || state as state, count(*)::int as count from delivery group by 1 order by 1",
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** How many deliveries somebody or something other than a person will still move. */
export async function movingIn(databaseUrl) {
  const [row] = await query(
    databaseUrl,
    `select count(*)::int as count from delivery
      where state in ('QUEUED', 'SENDING', 'RETRY_WAIT', 'BLOCKED_CONFIG', 'UNKNOWN', 'RECONCILING')
         or (state = 'DELIVERED' and due_at < '9999-01-01')`,
  )
  return row.count
}

/** What the queue holds, and how many seconds ago a worker last worked. */
export async function queueIn(databaseUrl) {
  const [row] = await query(
    databaseUrl,
    `select count(*) filter (where run_at <= now() and locked_at is null)::int as due,
            count(*) filter (where locked_at is not null)::int as locked,
            (select round(extract(epoch from now() - max(worked_at)))::int from heartbeat) as "workedSecondsAgo"
       from graphile_worker.jobs where attempts < max_attempts`,
  )
  return row
}

/** Every submission with its delivery and how its tries ended. */
export const submissionsIn = (databaseUrl) =>
  query(
    databaseUrl,
    `select s.reference, s.external_id as "externalId", d.target, d.state, d.last_reason as reason,
            d.reference->>'vorgangsnummer' as vorgangsnummer,
            array(select a.outcome from delivery_attempt a where a.delivery_id = d.id order by a.attempt_no) as outcomes
       from submission s left join delivery d on d.submission_id = s.id`,
  )

/** How the tries ended. */
export async function outcomesIn(databaseUrl) {
  const rows = await query(
    databaseUrl,
    `select d.target || ' ' || coalesce(a.outcome, 'died') || coalesce(' ' || a.reason, '') as outcome, count(*)::int as count
       from delivery_attempt a join delivery d on d.id = a.delivery_id group by 1 order by 2 desc`,
  )
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))
}

/** Every case that the platforms hold, archived ones too. */
export async function casesIn(sandboxUrl) {
  const cases = await (await fetch(`${sandboxUrl}/_cases`)).json()
  return cases.map(({ externeVorgangsnummer, ...one }) => ({ ...one, externalId: externeVorgangsnummer }))
}

export async function setFaults(sandboxUrl, rules) {
  const answer = await fetch(`${sandboxUrl}/_faults`, { method: 'PUT', body: JSON.stringify(rules) })
  if (!answer.ok) throw new Error(`The sandbox refuses the faults: ${await answer.text()}`)
}
