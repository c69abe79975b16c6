import 'server-only'
import type { CustomValue, VorgangEnvelope } from '@/lib/cases/drklein/envelope'
import type { Attribution } from './attribution'
import type { ToVorgang } from './campaign'
import { leadtracking } from './leadtracking'

/**
 * Built from the campaign, the signed attribution and the one answer that has no other place; nothing of a request's body comes here.
 * @param externalId the lead's number at this app, the only external reference that the API knows
 * @param telefonTermin when the person likes to be called; sent only if the campaign's list has an entry for it
 */
export function vorgangEnvelopeFor(
  { settings }: Pick<ToVorgang, 'settings'>,
  attribution: Attribution,
  externalId: string,
  telefonTermin: string | undefined,
): VorgangEnvelope {
  const { leadquelle, tippgeber, vertriebsschluessel, custom = [] } = settings
  const sources = { ...leadtracking(attribution), telefonTermin }
  const values = custom.flatMap((entry): CustomValue[] => {
    const value = 'from' in entry ? sources[entry.from] : entry.value
    return value === undefined ? [] : [{ key: entry.key, value }]
  })
  return {
    ...(leadquelle && { leadquelle }),
    ...(tippgeber && { tippgeber }),
    partner: {
      ...(vertriebsschluessel && { vertriebsschluessel }),
      kundennummer: externalId,
      ...(values.length > 0 && { custom: values }),
    },
  }
}

/** Whether the person's wish for a call goes along as a value of its own; if not, it is a remark for the advisor. */
export const sendsTelefonTermin = ({ settings }: Pick<ToVorgang, 'settings'>): boolean =>
  settings.custom?.some((entry) => 'from' in entry && entry.from === 'telefonTermin') ?? false
