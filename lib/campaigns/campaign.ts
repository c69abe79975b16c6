import 'server-only'
import { and, eq } from 'drizzle-orm'
import { schema, type Tx, tenantOfCampaign, withTenant } from '@/lib/db'
import { env } from '@/lib/env'
import { formFor } from '@/lib/forms'
import {
  type CampaignPage,
  controllers,
  type ImportSettings,
  importSettings,
  publicSettings,
  type Statement,
  statementBody,
  textSchema,
} from './shape'

/** A campaign with what only the server knows. */
export type Campaign = {
  id: string
  tenantId: string
  page: CampaignPage
  settings: ImportSettings
  datenkontext: 'TEST_MODUS' | 'ECHT_GESCHAEFT'
}

const isSlug = (value: string) => /^[a-z0-9-]{1,80}$/.test(value)

/** ECHT_GESCHAEFT needs the environment and the campaign to say so. */
export const datenkontextOf = (
  production: boolean,
  environment: Campaign['datenkontext'],
): Campaign['datenkontext'] =>
  production && environment === 'ECHT_GESCHAEFT' ? 'ECHT_GESCHAEFT' : 'TEST_MODUS'

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
  const settings = importSettings.parse(row.campaign.settings)
  const datenkontext = datenkontextOf(row.campaign.production, env().EUROPACE_DATENKONTEXT)
  const kundenbetreuer =
    settings.betreuung?.kundenbetreuer ?? row.advisor.partnerId ?? env().EUROPACE_KUNDENBETREUER
  return {
    id: row.campaign.id,
    tenantId: tx.tenantId,
    datenkontext,
    settings: { ...settings, betreuung: { ...settings.betreuung, kundenbetreuer } },
    page: {
      ...publicSettings.parse(row.campaign.page),
      slug: row.campaign.slug,
      product: row.campaign.product,
      test: datenkontext === 'TEST_MODUS',
      // A product without a form stays closed whatever the office says.
      closed: row.campaign.closed || formFor(row.campaign.product) === null,
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
