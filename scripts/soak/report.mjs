/** What a run shows: a table for people, and all figures as JSON on the last line. Pure. */
export function report(plan, result) {
  const { counts, seconds, acceptMs } = result
  const { together: killed, ...byKind } = counts.kills
  const rows = [
    ['submissions wanted', plan.submissions],
    ['acknowledged', counts.acknowledged],
    ['submissions stored', counts.submissions],
    ['Kundenangaben', pairs(counts.kundenangaben)],
    ['Vorgang (Dr. Klein)', pairs(counts.vorgang)],
    ['kills with -9', `${killed} (${pairs(byKind)})`],
    ['submits sent 2 to 10 times at once', result.parallelSubmits],
    ['tries by outcome', pairs(result.attempts)],
    ['states at the end', pairs(result.states)],
    ['submit until receipt', `p50 ${acceptMs.p50} ms, p95 ${acceptMs.p95} ms`],
    ['most deliveries open at once', result.mostOpen],
    ['drain', result.drain.verdict],
    ['seconds', pairs(seconds)],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const table = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
  const faults = result.faults.map(
    ({ fault, count, examples }) => `FAULT ${fault}: ${count}, such as ${JSON.stringify(examples)}`,
  )
  const verdict = result.ok
    ? 'Europace: each exactly once. Dr. Klein: each at most once; what nobody can know waits for a person.'
    : `The soak run has failed: ${result.faults.map(({ fault, count }) => `${count} ${fault}`).join('; ')}. Drain ${result.drain.verdict}.`
  return `${[...table, ...faults, verdict, JSON.stringify({ plan, ...result })].join('\n')}\n`
}

const pairs = (counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
