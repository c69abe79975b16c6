import 'server-only'
import { cache } from 'react'
import type { FormCampaign, PageLinks } from '@/components/form/contract'
import { type CampaignPage, campaignPage, offeredConsents } from '@/lib/campaigns'
import { env } from '@/lib/env'
import type { Lang, Length } from '@/lib/forms/engine/types'
import { answerBy, longDay } from './days'

/** Read once per request, however many parts of the page ask. */
export const campaignOf = cache(campaignPage)

/** The campaign as the form in the browser shows it, in one language. */
export function formCampaign(campaign: CampaignPage, lang: Lang, links: PageLinks, from: Date): FormCampaign {
  const { privacy } = campaign
  const statement = `${links.base}/datenschutz${links.query}`
  return {
    slug: campaign.slug,
    firm: campaign.firm,
    town: campaign.town,
    registerNumber: campaign.registerNumber,
    telephone: campaign.telephone,
    hours: campaign.hours?.[lang],
    contactPerson: campaign.contactPerson,
    answerBy: campaign.answerTime && answerBy(from, campaign.answerTime.workingHours, lang),
    noFee: campaign.noFee,
    noAdvertisingCalls: campaign.noAdvertisingCalls,
    test: campaign.test,
    mailConfirmation: campaign.mailConfirmation,
    mailCopy: campaign.mailConfirmation && campaign.mailCopy === true,
    consents: offeredConsents(campaign, lang),
    links: campaign.links,
    privacy: {
      versionId: privacy.versionId,
      date: longDay(privacy.date, lang),
      href: statement,
      share: new URL(statement, env().APP_URL).href,
      controllers: privacy.controllers.map(({ name, role, url }) => ({ name, role: role[lang], url })),
    },
  }
}

/**
 * The rates that pictures show, and the example that must stand beside them. The short form of a mortgage shows none.
 */
export function rateExampleOf(
  { rateExample }: CampaignPage,
  lang: Lang,
  length: Length,
): FormCampaign['rateExample'] {
  if (!rateExample) return undefined
  const shown = { date: longDay(rateExample.asOf, lang), text: rateExample.example[lang] }
  if ('effektivzins' in rateExample)
    return { ...shown, effective: Math.round(rateExample.effektivzins * 100) }
  if (length === 'short') return undefined
  return {
    ...shown,
    interest: Math.round(rateExample.sollzins * 100),
    repayment: Math.round(rateExample.tilgung * 100),
  }
}
