/** Reasons of a case that exists but lacks values: the platform said so, or reading it back did. An alert counts them. */
export const lacking = { created: 'createdDropped', compared: 'comparedLost' } as const

/** Classes of reasons, so that a metric has few labels however many statuses a platform invents. */
export const reasonClasses = [
  'created',
  'data',
  'advisor',
  'access',
  'contract',
  'limited',
  'server',
  'network',
  'timeout',
  'other',
  'none',
] as const
export type ReasonClass = (typeof reasonClasses)[number]

type Ended = { outcome: string | null; status: number | null; reason: string | null }

/** What kind of thing an attempt ended in; `none`: it has not ended. Pure. */
export function reasonClass({ outcome, status, reason }: Ended): ReasonClass {
  if (outcome === null) return 'none'
  if (outcome === 'delivered') return 'created'
  if (status !== null) return byStatus(status)
  // A token request fails for the same reasons, said as `token:<reason>`.
  switch (reason?.replace(/^token:/, '')) {
    case 'timeout':
      return 'timeout'
    case 'notConnected':
    case 'connectionLost':
    case 'certificate':
      return 'network'
    default:
      return outcome === 'rejected' ? 'access' : 'other'
  }
}

function byStatus(status: number): ReasonClass {
  switch (status) {
    case 400:
    case 422:
      return 'data'
    case 401:
    case 403:
      return 'access'
    case 409:
      return 'advisor'
    case 408:
      return 'timeout'
    case 429:
      return 'limited'
    default:
      return status >= 500 ? 'server' : status >= 300 ? 'contract' : 'other'
  }
}
