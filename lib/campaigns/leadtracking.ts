import type { Attribution } from './attribution'

/** Where a lead came from, in the words of both platforms. A property whose source is empty is absent. */
export type Leadtracking = { kampagne?: string; keyword?: string; trackingId?: string }

/** `kampagne` or else utm_campaign, `keyword` or else utm_term, `trackingId` or else the click id. Pure. */
export function leadtracking(attribution: Attribution): Leadtracking {
  const kampagne = attribution.kampagne ?? attribution.utm_campaign
  const keyword = attribution.keyword ?? attribution.utm_term
  const { gclid, gbraid, wbraid, msclkid, fbclid } = attribution
  const trackingId = attribution.trackingId ?? gclid ?? gbraid ?? wbraid ?? msclkid ?? fbclid
  return { ...(kampagne && { kampagne }), ...(keyword && { keyword }), ...(trackingId && { trackingId }) }
}
