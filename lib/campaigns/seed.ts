import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { VorgangSettings } from '@/lib/cases/drklein/settings'
import type { KundenangabenSettings } from '@/lib/cases/europace/settings'
import { database, schema, type Tx, withTenant } from '@/lib/db'
import { demoStatements } from './seed-statement'
import { mustBeRight } from './settings'
import type { PublicSettings } from './shape'

/** Fixed ids: seeding again finds what it made. */
const ids = {
  tenant: '5a000000-0000-4000-8000-000000000001',
  advisor: '5a000000-0000-4000-8000-000000000002',
}

const firm: PublicSettings = {
  firm: 'Musterberatung',
  town: 'Köln',
  registerNumber: 'D-W-142-ABCD-00',
  telephone: { display: '0221 123456', href: 'tel:+49221123456' },
  hours: { de: 'Mo–Fr 9–18 Uhr', en: 'Mon–Fri 9 am–6 pm' },
  logo: { src: '/logos/musterberatung.svg', alt: '', width: 40, height: 40 },
  contactPerson: 'Maria Muster',
  answerTime: { workingHours: 8 },
  noFee: true,
  noAdvertisingCalls: true,
  links: {
    impressum: 'https://example.org/impressum',
    vermittlerangaben: 'https://example.org/vermittlerangaben',
    barrierefreiheit: 'https://example.org/barrierefreiheit',
  },
  theme: { scheme: 'system' },
  mailConfirmation: true,
  mailCopy: true,
}

const mortgages: KundenangabenSettings = {
  target: 'kundenangaben',
  importquelle: 'Selbstauskunft',
  zusaetzlicherEreignistext: 'Anfrage über die Selbstauskunft',
  prioritaet: 'HOCH',
  tippgeber: {
    tippgeberPartnerId: 'TIP01',
    tippgeberprovisionswunsch: { '@type': 'BETRAG', betrag: 50 },
  },
}

/** No referrer: Dr. Klein would make a partner of it. The wish for a call is agreed, and so is where a lead came from. */
const loans: VorgangSettings = {
  target: 'vorgang',
  leadquelle: 'Selbstauskunft',
  vertriebsschluessel: 'MUSTER01',
  custom: [
    { key: 'filialId', value: '4711' },
    { key: 'kampagne', from: 'kampagne' },
    { key: 'keyword', from: 'keyword' },
    { key: 'trackingId', from: 'trackingId' },
    { key: 'telefonTermin', from: 'telefonTermin' },
  ],
}

/** Everything a campaign may offer or ask beyond the enquiry itself; the words of the boxes are examples. */
const extras: PublicSettings = {
  ...firm,
  noAdvertisingCalls: false,
  doubleOptIn: true,
  consents: [
    {
      id: 'werbung-email',
      text: {
        de: 'Musterberatung darf mir per E-Mail Angebote zu Versicherungen schicken. Widerruf jederzeit: datenschutz@example.org.',
        en: 'Musterberatung may email me offers about insurance. I can withdraw at any time: datenschutz@example.org.',
      },
    },
    {
      id: 'werbung-telefon',
      text: {
        de: 'Musterberatung darf mich zu Angeboten für Versicherungen anrufen. Widerruf jederzeit: datenschutz@example.org.',
        en: 'Musterberatung may call me about offers for insurance. I can withdraw at any time: datenschutz@example.org.',
      },
    },
  ],
}

/** The demo's pages stand on this machine. */
const demoPages = ['http://127.0.0.1:*', 'http://localhost:*']

const campaigns = [
  {
    slug: 'musterextras',
    product: 'baufinanzierung' as const,
    closed: false,
    page: extras,
    settings: mortgages,
  },
  {
    slug: 'musterberatung',
    product: 'baufinanzierung' as const,
    closed: false,
    page: firm,
    settings: mortgages,
  },
  { slug: 'musterkredit', product: 'ratenkredit' as const, closed: false, page: firm, settings: loans },
  // What people see when a firm takes no enquiries.
  { slug: 'musterpause', product: 'baufinanzierung' as const, closed: true, page: firm, settings: mortgages },
]

async function insertAll(tx: Tx): Promise<void> {
  const { tenantId } = tx
  await tx
    .insert(schema.advisor)
    .values({ id: ids.advisor, tenantId, name: 'Maria Muster', email: 'maria.muster@example.org' })
    .onConflictDoNothing()
  await tx
    .insert(schema.privacyStatement)
    .values(Object.values(demoStatements).map((statement) => ({ ...statement, tenantId })))
    .onConflictDoNothing()
  await tx
    .insert(schema.campaign)
    .values(
      campaigns.map((campaign) => ({
        ...mustBeRight(campaign),
        tenantId,
        advisorId: ids.advisor,
        privacyStatementId: demoStatements[campaign.product].id,
        embed: { pages: demoPages },
      })),
    )
    .onConflictDoNothing()
}

/** A demo that is older than its second product has the campaign without a platform and with a statement that names no Dr. Klein. */
async function renew(tx: Tx): Promise<void> {
  const { campaign } = schema
  await tx
    .update(campaign)
    .set({ settings: loans, privacyStatementId: demoStatements.ratenkredit.id })
    .where(
      and(
        eq(campaign.tenantId, tx.tenantId),
        eq(campaign.slug, 'musterkredit'),
        sql`not ${campaign.settings} ? 'target'`,
      ),
    )
  // A demo that is older than the embed allows no page yet.
  await tx
    .update(campaign)
    .set({ embed: { pages: demoPages } })
    .where(and(eq(campaign.tenantId, tx.tenantId), eq(campaign.embed, { pages: [] })))
}

/** The demo's tenant, advisor, statements and the campaigns musterberatung, musterextras, musterkredit and the closed musterpause. Repeating changes nothing. */
export async function seed(): Promise<void> {
  const { tenant } = schema
  await database().insert(tenant).values({ id: ids.tenant, name: 'Musterberatung' }).onConflictDoNothing()
  const [row] = await database().select().from(tenant).where(eq(tenant.id, ids.tenant))
  if (!row) return
  await withTenant(row.id, insertAll)
  await withTenant(row.id, renew)
}
