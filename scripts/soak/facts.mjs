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

/** How many deliveries are in each state. */
export async function statesIn(databaseUrl) {
  const rows = await query(databaseUrl, 'select state, count(*)::int as count from delivery group by state')
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** Every submission with its delivery. */
export const submissionsIn = (databaseUrl) =>
  query(
    databaseUrl,
    `select s.reference, s.external_id as "externalId", d.state, d.last_reason as reason, d.attempt_no as attempts,
            d.reference->>'vorgangsnummer' as vorgangsnummer
       from submission s left join delivery d on d.submission_id = s.id`,
  )

/** How the tries ended. */
export async function outcomesIn(databaseUrl) {
  const rows = await query(
    databaseUrl,
    `select coalesce(outcome, 'died') || coalesce(' ' || reason, '') as outcome, count(*)::int as count
       from delivery_attempt group by 1 order by 2 desc`,
  )
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))
}

/** Every case that the platform holds, archived ones too. */
export async function casesIn(sandboxUrl) {
  return (await fetch(`${sandboxUrl}/_cases`)).json()
}

export async function setFaults(sandboxUrl, rules) {
  const answer = await fetch(`${sandboxUrl}/_faults`, { method: 'PUT', body: JSON.stringify(rules) })
  if (!answer.ok) throw new Error(`The sandbox refuses the faults: ${await answer.text()}`)
}
