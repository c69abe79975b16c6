import { embedSettings } from '@/lib/embed/pages'
import { type Product, publicSettings, targetFor, targetSettings } from './shape'

export type CampaignSettings = { page: unknown; settings: unknown; embed?: unknown }
export type CheckedSettings<T> =
  | { kind: 'settings'; campaign: T }
  | { kind: 'wrong'; problems: readonly string[] }

/**
 * The one gate through which a campaign's settings are written: by the seed, by tests, later by the office. What passes can be shown and
 * sent. Pure. `problems`: `<place>: <what is wrong>`, for whoever writes them.
 */
export function checkedSettings<T extends CampaignSettings & { product: Product }>(
  campaign: T,
): CheckedSettings<T> {
  const page = publicSettings.safeParse(campaign.page)
  const settings = targetSettings.safeParse(campaign.settings)
  const embed = embedSettings.safeParse(campaign.embed ?? { pages: [] })
  const wanted = targetFor[campaign.product]
  const problems = [
    ...(page.error?.issues ?? []).map(({ path, message }) => `page.${path.join('.')}: ${message}`),
    ...(settings.error?.issues ?? []).map(({ path, message }) => `settings.${path.join('.')}: ${message}`),
    ...(embed.error?.issues ?? []).map(({ path, message }) => `embed.${path.join('.')}: ${message}`),
    ...(settings.success && settings.data.target !== wanted
      ? [`settings.target: a campaign of ${campaign.product} goes to ${wanted}`]
      : []),
  ]
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'settings', campaign }
}

/** The same for settings of this program's own: throws where they are wrong, which is a fault of ours. */
export function mustBeRight<T extends CampaignSettings & { product: Product }>(campaign: T): T {
  const checked = checkedSettings(campaign)
  if (checked.kind === 'wrong')
    throw new Error(`Wrong settings of a campaign: ${checked.problems.join('; ')}`)
  return checked.campaign
}
