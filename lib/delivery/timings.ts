/**
 * Every duration of delivery in one value, in milliseconds, so that a test can shorten all of them at once. Sources:
 * trust §2.3 (lease, time-outs), §2.4 (Retry-After), §2.5 (schedule, budget).
 */
export type DeliveryTimings = {
  /** Total time of one token request; it comes before the claim is marked as sending. */
  token: number
  /** Total time of one call to the platform, body included. */
  request: number
  /** Until the connection stands; nothing has been sent before that. */
  connect: number
  /** How long a claim holds; longer than `token` and `request` plus the two transactions around it. */
  lease: number
  /** Pause between two sweeps over open deliveries, and after how long a round that does not end is followed by the next. */
  sweep: number
  sweepMost: number
  /** How long one job of the queue may take: one that concerns one delivery or letter, and one that goes through all of them. */
  task: { single: number; round: number }
  /** A job that was locked for so long by a worker that gives no sign of life is given to another. */
  lock: number
  /** Waits before the 1st, 2nd, … retry; after the last one `hourly` repeats. */
  retries: readonly number[]
  hourly: number
  /** Share by which a wait is spread in both directions. */
  jitter: number
  /** From acceptance until a delivery is given up as DEAD and a person must decide. */
  budget: number
  /** Pause before the credentials are tried again while they are refused. */
  blocked: number
  /** A token is dropped this long before it expires. */
  tokenMargin: number
  /** After this long without a case, the confirmation mail goes out without a number. */
  mailWithoutNumber: number
  /** `Retry-After` is held between these. */
  retryAfter: { least: number; most: number }
  reconcile: {
    /** When to look for a case of unknown outcome, counted from the send deadline (start of the try + `request`). */
    scans: readonly number[]
    /** The last counted negative must come at least this long after the send deadline. */
    settled: number
    /** Pause between further scans after the last of `scans`. */
    again: number
    /** Without a usable answer for this long after the send deadline, a person decides. */
    inconclusive: number
    /** The list is read from this long before the try began. */
    before: number
    /** How far back the list may be read to see another case known to be ours. */
    control: number
  }
  breaker: {
    /** Failures in a row, or this share of at least `of` answers within `within`, open it. */
    inRow: number
    share: number
    of: number
    within: number
    /** The first pause; each further one is twice as long, up to `openMost`. */
    open: number
    openMost: number
  }
  rate: {
    perSecond: number
    perMinute: number
    /** After an answer 429 half the rate is used for this long. */
    halvedFor: number
    /** Longest wait for a turn inside one call; longer, and the delivery is put off. */
    turn: number
  }
  /**
   * How often a process writes its heartbeat, when a missing one alarms, and for how long a worker may leave due work alone
   * (`WORKER_STALLED_SECONDS`).
   */
  heartbeat: { every: number; missing: number; stalled: number }
  /** The nightly sweep for duplicates: how far back it looks. */
  duplicates: { window: number }
  /**
   * When the age of the oldest open delivery, an unknown one and an open breaker alarm; and how many requests of the last hour that were
   * refused as not ours do: of pages under another address than APP_URL, and of every kind together.
   */
  alert: {
    warn: number
    page: number
    unknown: number
    breakerOpen: number
    refused: { address: number; all: number }
  }
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

export const deliveryTimings: DeliveryTimings = {
  token: 20 * second,
  request: 60 * second,
  connect: 5 * second,
  lease: 90 * second,
  sweep: 10 * second,
  sweepMost: minute,
  task: { single: 2 * minute, round: 30 * minute },
  lock: 2 * minute,
  retries: [10 * second, 30 * second, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute],
  hourly: hour,
  jitter: 0.2,
  budget: 72 * hour,
  blocked: 5 * minute,
  tokenMargin: minute,
  mailWithoutNumber: minute,
  retryAfter: { least: second, most: hour },
  reconcile: {
    scans: [30 * second, 2 * minute, 10 * minute, 20 * minute],
    settled: 20 * minute,
    again: 10 * minute,
    inconclusive: 60 * minute,
    before: 5 * minute,
    control: 48 * hour,
  },
  breaker: { inRow: 5, share: 0.5, of: 10, within: minute, open: 30 * second, openMost: 5 * minute },
  rate: { perSecond: 5, perMinute: 400, halvedFor: 5 * minute, turn: 5 * second },
  heartbeat: { every: 15 * second, missing: minute, stalled: 30 * second },
  duplicates: { window: 48 * hour },
  alert: {
    warn: 5 * minute,
    page: 15 * minute,
    unknown: 30 * minute,
    breakerOpen: 5 * minute,
    refused: { address: 3, all: 50 },
  },
}

const shorter = (waits: readonly number[], by: number) => waits.map((wait) => wait / by)

/**
 * The soak run (`npm run soak`): waits a sixtieth, 100 requests a second, time-outs of 5 s. A lease still outlasts a token
 * request, a turn and a call.
 */
export const soakTimings: DeliveryTimings = {
  ...deliveryTimings,
  token: 5 * second,
  request: 5 * second,
  connect: 2 * second,
  lease: 13 * second,
  sweep: second,
  lock: 20 * second,
  retries: shorter(deliveryTimings.retries, 60),
  hourly: deliveryTimings.hourly / 60,
  budget: deliveryTimings.budget / 60,
  blocked: deliveryTimings.blocked / 60,
  mailWithoutNumber: deliveryTimings.mailWithoutNumber / 60,
  retryAfter: { least: second / 60, most: hour / 60 },
  reconcile: {
    scans: shorter(deliveryTimings.reconcile.scans, 60),
    settled: deliveryTimings.reconcile.settled / 60,
    again: deliveryTimings.reconcile.again / 60,
    inconclusive: deliveryTimings.reconcile.inconclusive / 60,
    before: deliveryTimings.reconcile.before / 60,
    control: deliveryTimings.reconcile.control / 60,
  },
  breaker: {
    ...deliveryTimings.breaker,
    within: deliveryTimings.breaker.within / 60,
    open: deliveryTimings.breaker.open / 60,
    openMost: deliveryTimings.breaker.openMost / 60,
  },
  rate: { perSecond: 100, perMinute: 6000, halvedFor: deliveryTimings.rate.halvedFor / 60, turn: second },
  heartbeat: { every: second, missing: minute, stalled: 30 * second },
}

const byName = { default: deliveryTimings, soak: soakTimings } as const
/** What `DELIVERY_TIMINGS` may say. */
export type TimingsName = keyof typeof byName

/** What says whether cases are real, and which timings are wished for; `env()` has it. */
export type TimingsWish = {
  EUROPACE_DATENKONTEXT: 'ECHT_GESCHAEFT' | 'TEST_MODUS'
  DRKLEIN_ENVIRONMENT?: 'PRODUCTION' | 'development'
  DELIVERY_TIMINGS?: TimingsName
  WORKER_STALLED_SECONDS?: number
}

/**
 * Other timings are for tests and the sandbox: where one of the platforms makes real cases, any but the default is refused.
 * @returns the timings to use, or the sentence that says why not
 */
export function timingsFor({
  EUROPACE_DATENKONTEXT,
  DRKLEIN_ENVIRONMENT,
  DELIVERY_TIMINGS = 'default',
  WORKER_STALLED_SECONDS,
}: TimingsWish): { kind: 'timings'; timings: DeliveryTimings } | { kind: 'refused'; sentence: string } {
  const real =
    EUROPACE_DATENKONTEXT === 'ECHT_GESCHAEFT'
      ? (['EUROPACE_DATENKONTEXT', EUROPACE_DATENKONTEXT] as const)
      : DRKLEIN_ENVIRONMENT === 'PRODUCTION'
        ? (['DRKLEIN_ENVIRONMENT', DRKLEIN_ENVIRONMENT] as const)
        : null
  if (!real || DELIVERY_TIMINGS === 'default') {
    const chosen = byName[DELIVERY_TIMINGS]
    const stalled = WORKER_STALLED_SECONDS ? WORKER_STALLED_SECONDS * second : chosen.heartbeat.stalled
    return { kind: 'timings', timings: { ...chosen, heartbeat: { ...chosen.heartbeat, stalled } } }
  }
  const [name, value] = real
  return {
    kind: 'refused',
    sentence:
      `${name} ist ${value}: Bitte entfernen Sie DELIVERY_TIMINGS, denn echte Fälle werden nur nach dem vorgegebenen Plan übermittelt. ` +
      `/ ${name} is ${value}: please remove DELIVERY_TIMINGS, because real cases are delivered on the default timings only.`,
  }
}

/** The limits to judge by where nothing is delivered: a refused wish ends the worker, not whoever looks at it. */
export function limitsFor(wish: TimingsWish): Pick<DeliveryTimings, 'alert' | 'heartbeat'> {
  const chosen = timingsFor(wish)
  return chosen.kind === 'timings' ? chosen.timings : deliveryTimings
}
