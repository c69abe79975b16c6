import 'server-only'
import { eq } from 'drizzle-orm'
import { database, schema, type Tx, withTenant } from '@/lib/db'
import { demoStatements } from './seed-statement'
import type { ImportSettings, PublicSettings } from './shape'

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

const settings: ImportSettings = {
  importquelle: 'Selbstauskunft',
  zusaetzlicherEreignistext: 'Anfrage über die Selbstauskunft',
  prioritaet: 'HOCH',
  tippgeber: {
    tippgeberPartnerId: 'TIP01',
    tippgeberprovisionswunsch: { '@type': 'BETRAG', betrag: 50 },
  },
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

const campaigns = [
  { slug: 'musterberatung', product: 'baufinanzierung' as const, closed: false, page: firm, settings },
  { slug: 'musterextras', product: 'baufinanzierung' as const, closed: false, page: extras, settings },
  // Its form is not built yet: the page says that it is closed (lib/forms/index.ts knows no form for it).
  {
    slug: 'musterkredit',
    product: 'ratenkredit' as const,
    closed: false,
    page: firm,
    settings: { importquelle: 'Selbstauskunft' },
  },
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
        ...campaign,
        tenantId,
        advisorId: ids.advisor,
        privacyStatementId: demoStatements[campaign.product].id,
      })),
    )
    .onConflictDoNothing()
}

/** The demo's tenant, advisor, statements and the campaigns musterberatung, musterextras and musterkredit. Repeating changes nothing. */
export async function seed(): Promise<void> {
  const { tenant } = schema
  await database().insert(tenant).values({ id: ids.tenant, name: 'Musterberatung' }).onConflictDoNothing()
  const [row] = await database().select().from(tenant).where(eq(tenant.id, ids.tenant))
  if (row) await withTenant(row.id, insertAll)
}
