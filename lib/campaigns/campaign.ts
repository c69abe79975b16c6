import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { DrkleinEnvironment, VorgangSettings } from '@/lib/cases/drklein/settings'
import type { Datenkontext, KundenangabenSettings } from '@/lib/cases/europace/settings'
import { schema, type Tx, tenantOfCampaign, withTenant } from '@/lib/db'
import { env } from '@/lib/env'
import { formFor } from '@/lib/forms'
import { log } from '@/lib/log'
import {
  type CampaignPage,
  controllers,
  publicSettings,
  type Statement,
  statementBody,
  type TargetSettings,
  targetFor,
  targetSettings,
  textSchema,
} from './shape'

/** Where a campaign's submissions go, and as what. Nothing of it ever comes from a client. */
export type ToKundenangaben = {
  target: 'kundenangaben'
  settings: KundenangabenSettings
  datenkontext: Datenkontext
}
export type ToVorgang = {
  target: 'vorgang'
  settings: VorgangSettings & { leadquelle?: string }
  environment: DrkleinEnvironment
}

/** A campaign with what only the server knows. */
export type Campaign = {
  id: string
  tenantId: string
  page: CampaignPage
  to: ToKundenangaben | ToVorgang
}

const isSlug = (value: string) => /^[a-z0-9-]{1,80}$/.test(value)

/** ECHT_GESCHAEFT needs the environment and the campaign to say so. */
export const datenkontextOf = (production: boolean, environment: Datenkontext): Datenkontext =>
  production && environment === 'ECHT_GESCHAEFT' ? 'ECHT_GESCHAEFT' : 'TEST_MODUS'

/** PRODUCTION needs the environment and the campaign to say so. */
export const stageOf = (
  production: boolean,
  environment: DrkleinEnvironment | undefined,
): DrkleinEnvironment => (production && environment === 'PRODUCTION' ? 'PRODUCTION' : 'development')

function destination(
  settings: TargetSettings,
  production: boolean,
  partnerId: string | null,
): Campaign['to'] {
  const { EUROPACE_DATENKONTEXT, EUROPACE_KUNDENBETREUER, DRKLEIN_ENVIRONMENT, DRKLEIN_LEADQUELLE } = env()
  switch (settings.target) {
    case 'kundenangaben': {
      const { betreuung } = settings
      const kundenbetreuer = betreuung?.kundenbetreuer ?? partnerId ?? EUROPACE_KUNDENBETREUER
      return {
        target: settings.target,
        settings: { ...settings, betreuung: { ...betreuung, kundenbetreuer } },
        datenkontext: datenkontextOf(production, EUROPACE_DATENKONTEXT),
      }
    }
    case 'vorgang':
      return {
        target: settings.target,
        settings: { ...settings, leadquelle: settings.leadquelle ?? DRKLEIN_LEADQUELLE },
        environment: stageOf(production, DRKLEIN_ENVIRONMENT),
      }
  }
}

const isReal = (to: Campaign['to']): boolean =>
  to.target === 'kundenangaben' ? to.datenkontext === 'ECHT_GESCHAEFT' : to.environment === 'PRODUCTION'

/** Whether this installation has credentials for the platform; the environment has all of them or none. */
const isConfigured = ({ target }: Campaign['to']): boolean =>
  target === 'kundenangaben' || env().DRKLEIN_ENVIRONMENT !== undefined

function statementOf(row: typeof schema.privacyStatement.$inferSelect): Statement {
  return {
    versionId: row.id,
    date: row.validFrom,
    title: textSchema.parse(row.title),
    body: statementBody.parse(row.body),
    controllers: controllers.parse(row.controllers),
  }
}

/** A version of the privacy statement as it was shown, whether or not a campaign still uses it. */
export async function statementById(tx: Tx, id: string): Promise<Statement | null> {
  const { privacyStatement } = schema
  const [row] = await tx
    .select()
    .from(privacyStatement)
    .where(and(eq(privacyStatement.tenantId, tx.tenantId), eq(privacyStatement.id, id)))
  return row ? statementOf(row) : null
}

async function load(tx: Tx, where: { slug: string } | { id: string }): Promise<Campaign | null> {
  const { campaign, advisor, privacyStatement } = schema
  const [row] = await tx
    .select()
    .from(campaign)
    .innerJoin(advisor, eq(advisor.id, campaign.advisorId))
    .innerJoin(privacyStatement, eq(privacyStatement.id, campaign.privacyStatementId))
    .where(
      and(
        eq(campaign.tenantId, tx.tenantId),
        'slug' in where ? eq(campaign.slug, where.slug) : eq(campaign.id, where.id),
      ),
    )
  if (!row) return null
  const { product, production } = row.campaign
  const settings = targetSettings.safeParse(row.campaign.settings)
  const shown = publicSettings.safeParse(row.campaign.page)
  // Written past `checkedSettings`: whoever opens the link is told that there is no such page, the operator which campaign it is.
  if (!settings.success || !shown.success) {
    log.error('campaign.settings', {
      campaign: row.campaign.slug,
      reason: shown.success ? 'settings' : 'page',
    })
    return null
  }
  const to = destination(settings.data, production, row.advisor.partnerId)
  // Nobody may fill in what cannot be sent: no form, settings of another platform, or no credentials for it.
  const canSend = formFor(product) !== null && to.target === targetFor[product] && isConfigured(to)
  return {
    id: row.campaign.id,
    tenantId: tx.tenantId,
    to,
    page: {
      ...shown.data,
      slug: row.campaign.slug,
      product,
      test: !isReal(to),
      closed: row.campaign.closed || !canSend,
      privacy: statementOf(row.privacy_statement),
    },
  }
}

export const campaignBySlug = (tx: Tx, slug: string) => load(tx, { slug })
export const campaignById = (tx: Tx, id: string) => load(tx, { id })

/** What the pages of a campaign show; null when there is no campaign of that address. */
export async function campaignPage(slug: string): Promise<CampaignPage | null> {
  const tenantId = isSlug(slug) ? await tenantOfCampaign(slug) : null
  if (!tenantId) return null
  return withTenant(tenantId, async (tx) => (await campaignBySlug(tx, slug))?.page ?? null)
}
