/**
 * How large a run is. `seconds`: over how long the submissions are spread at least, so that no machine is too fast to be killed;
 * `patience`: how long a person tries on before the run counts as failed; `drain`: how long open deliveries may take once the last
 * submission is in.
 */
export const plans = {
  full: {
    name: 'full',
    submissions: 10_000,
    seconds: 300,
    kills: 102,
    clients: 24,
    patience: 120,
    drain: 300,
  },
  short: { name: 'short', submissions: 200, seconds: 30, kills: 9, clients: 8, patience: 60, drain: 120 },
}

/** Of a hundred submissions so many are sent 2 to 10 times at once, as a double click or a nervous thumb does. */
export const parallelPercent = 2

/** Every fourth person wants a consumer credit; the others want a mortgage. */
export const campaignOf = (number) => (number % 4 === 3 ? 'musterkredit' : 'musterberatung')

/** The mixed run of trust §3: the share of all POSTs that each fault strikes, at either platform. */
const creating = ['kundenangaben.create', 'drklein.create']
const mix = [
  { share: 0.1, fault: 'dropBefore' },
  { share: 0.1, fault: 'dropAfterCommit' },
  { share: 0.05, fault: 'status', status: 503 },
  { share: 0.05, fault: 'statusAfterCommit', status: 502 },
  { share: 0.05, fault: 'status', status: 429 },
  { share: 0.02, fault: 'noNumber' },
]

/** The list lags by up to 120 s, each case by its own; a sixtieth of that, as all waits of this run. */
const lag = { api: 'vorgaenge.list', fault: 'listLag', delayMs: 120_000 / 60, spread: true }

/**
 * The sandbox's rules for the mix. A rule sees only the calls that the rules before it let through, so that its probability is
 * its share of the rest.
 */
export function faultRules() {
  return [...creating.flatMap(rulesFor), lag]
}

function rulesFor(api) {
  let rest = 1
  return mix.map(({ share, ...rule }) => {
    const probability = share / rest
    rest -= share
    return { api, probability, ...rule }
  })
}
