import 'server-only'
import type { ImportMetadaten } from '@/lib/cases/europace/payload'
import type { Attribution } from './attribution'
import type { ToKundenangaben } from './campaign'
import { leadtracking } from './leadtracking'

/**
 * Built from the campaign and the signed attribution only; nothing of a request's body comes here.
 * leadtracking: as `leadtracking` reads the link, with our own external id where it names no tracking id. utm_source, utm_medium
 * and utm_content are kept with the submission and not sent: the API has no field for them and the event text is the campaign's.
 */
export function importMetadatenFor(
  { settings, datenkontext }: Pick<ToKundenangaben, 'settings' | 'datenkontext'>,
  attribution: Attribution,
  externeVorgangsId: string,
): ImportMetadaten {
  const { importquelle, zusaetzlicherEreignistext, prioritaet, betreuung, tippgeber } = settings
  return {
    datenkontext,
    externeVorgangsId,
    ...(importquelle && { importquelle }),
    leadtracking: { trackingId: externeVorgangsId, ...leadtracking(attribution) },
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
