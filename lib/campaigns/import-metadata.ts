import 'server-only'
import type { Attribution } from './attribution'
import type { Campaign } from './campaign'
import type { ImportSettings } from './shape'

/** `ImportMetadaten` of the Kundenangaben API, as far as this product fills it. */
export type ImportMetadaten = {
  datenkontext: 'TEST_MODUS' | 'ECHT_GESCHAEFT'
  externeVorgangsId: string
  importquelle?: string
  leadtracking: { kampagne?: string; keyword?: string; trackingId: string }
  zusaetzlicherEreignistext?: string
  prioritaet?: ImportSettings['prioritaet']
  betreuung?: { kundenbetreuer: string; bearbeiter?: string }
  tippgeber?: ImportSettings['tippgeber']
}

/**
 * Built from the campaign and the signed attribution only; nothing of a request's body comes here.
 * leadtracking: `kampagne` or else utm_campaign, `keyword` or else utm_term, `trackingId` or else the click id,
 * or else our own external id. utm_source, utm_medium and utm_content are kept with the submission and not sent:
 * the API has no field for them and the event text is the campaign's.
 */
export function importMetadatenFor(
  campaign: Pick<Campaign, 'settings' | 'datenkontext'>,
  attribution: Attribution,
  externeVorgangsId: string,
): ImportMetadaten {
  const { importquelle, zusaetzlicherEreignistext, prioritaet, betreuung, tippgeber } = campaign.settings
  const kampagne = attribution.kampagne ?? attribution.utm_campaign
  const keyword = attribution.keyword ?? attribution.utm_term
  const { trackingId, gclid, gbraid, wbraid, msclkid, fbclid } = attribution
  return {
    datenkontext: campaign.datenkontext,
    externeVorgangsId,
    ...(importquelle && { importquelle }),
    leadtracking: {
      ...(kampagne && { kampagne }),
      ...(keyword && { keyword }),
      trackingId: trackingId ?? gclid ?? gbraid ?? wbraid ?? msclkid ?? fbclid ?? externeVorgangsId,
    },
    ...(zusaetzlicherEreignistext && { zusaetzlicherEreignistext }),
    ...(prioritaet && { prioritaet }),
    ...(betreuung?.kundenbetreuer && {
      betreuung: {
        kundenbetreuer: betreuung.kundenbetreuer,
        ...(betreuung.bearbeiter && { bearbeiter: betreuung.bearbeiter }),
      },
    }),
    ...(tippgeber && { tippgeber }),
  }
}
