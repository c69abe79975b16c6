import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CaseReference, TargetName } from '@/lib/cases/names'

/**
 * Every table of the product (architecture §5). tenant_id stands on every row. Columns of type bytea hold
 * ciphertext (lib/crypto) or hashes, never readable personal data.
 */
const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const id = () => uuid('id').primaryKey().default(sql`gen_random_uuid()`)
const createdAt = () => at('created_at').notNull().defaultNow()

export const tenant = pgTable('tenant', {
  id: id(),
  name: text('name').notNull(),
  createdAt: createdAt(),
})
const tenantId = () =>
  uuid('tenant_id')
    .notNull()
    .references(() => tenant.id)

export const advisor = pgTable('advisor', {
  id: id(),
  tenantId: tenantId(),
  name: text('name').notNull(),
  email: text('email'),
  /** Five characters, the advisor's partner id at Europace; null = the environment's. */
  partnerId: text('partner_id'),
  createdAt: createdAt(),
})

/** Versioned and never changed: a new text is a new row (a trigger refuses UPDATE and DELETE). */
export const privacyStatement = pgTable('privacy_statement', {
  id: id(),
  tenantId: tenantId(),
  validFrom: date('valid_from', { mode: 'string' }).notNull(),
  title: jsonb('title').notNull(),
  body: jsonb('body').notNull(),
  controllers: jsonb('controllers').notNull(),
  createdAt: createdAt(),
})

export const campaign = pgTable('campaign', {
  id: id(),
  tenantId: tenantId(),
  /** Public and unique over all tenants: it is the address. */
  slug: text('slug').notNull().unique(),
  product: text('product', { enum: ['baufinanzierung', 'ratenkredit'] }).notNull(),
  /** Real cases need this and the environment to say so. */
  production: boolean('production').notNull().default(false),
  closed: boolean('closed').notNull().default(false),
  advisorId: uuid('advisor_id')
    .notNull()
    .references(() => advisor.id),
  privacyStatementId: uuid('privacy_statement_id')
    .notNull()
    .references(() => privacyStatement.id),
  /** What the page says (lib/campaigns/shape.ts `PublicSettings`). */
  page: jsonb('page').notNull(),
  /** What only the server knows (lib/campaigns/shape.ts `targetSettings`). */
  settings: jsonb('settings').notNull(),
  /** Pages that may show it in a frame (lib/embed/pages.ts `embedSettings`). */
  embed: jsonb('embed').notNull().default({ pages: [] }),
  createdAt: createdAt(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

/** One data key per record and purpose; rotation re-wraps it, deleting the row erases the record. */
export const dataKey = pgTable(
  'data_key',
  {
    tenantId: tenantId(),
    recordId: uuid('record_id').notNull(),
    purpose: text('purpose', { enum: ['draft', 'submission', 'contact'] }).notNull(),
    wrapped: bytea('wrapped').notNull(),
    keyVersion: text('key_version').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.recordId, t.purpose] }), index('data_key_version').on(t.keyVersion)],
)

export const draft = pgTable(
  'draft',
  {
    id: id(),
    tenantId: tenantId(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaign.id),
    /** Of the device that began it; its own id in the hash's stead once that device was ended (lib/drafts/devices.ts). */
    secretHash: bytea('secret_hash').notNull(),
    revision: integer('revision').notNull().default(0),
    formId: text('form_id').notNull(),
    formVersion: integer('form_version').notNull(),
    length: text('length', { enum: ['short', 'full'] }).notNull(),
    lang: text('lang', { enum: ['de', 'en'] }).notNull(),
    /** Ciphertext of answers and attribution. */
    content: bytea('content').notNull(),
    createdAt: createdAt(),
    savedAt: at('saved_at').notNull().defaultNow(),
    /** When the page on screen was shown, and the furthest page that was answered (1-based): for the pace of lib/funnel. */
    turnedAt: at('turned_at').notNull().defaultNow(),
    furthest: smallint('furthest').notNull().default(0),
    /** 24 hours after the last input, 28 days once the person asked for it. */
    expiresAt: at('expires_at').notNull(),
    /** Erased through a mailed link, which can be taken back for a day; nothing else opens the draft meanwhile. */
    erasedAt: at('erased_at'),
  },
  (t) => [
    uniqueIndex('draft_secret').on(t.secretHash),
    index('draft_expiry').on(t.expiresAt),
    index('draft_campaign').on(t.campaignId, t.createdAt),
  ],
)

/** Immutable (trigger). The draft is deleted in the transaction that makes this row. */
export const submission = pgTable(
  'submission',
  {
    id: id(),
    tenantId: tenantId(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaign.id),
    draftId: uuid('draft_id').notNull().unique(),
    /** The draft's secret goes on as the receipt's. */
    secretHash: bytea('secret_hash').notNull().unique(),
    /** Eight characters without 0 O 1 I; opens nothing. */
    reference: text('reference').notNull().unique(),
    /** externeVorgangsId: never shown to the person, never changed over retries. */
    externalId: text('external_id').notNull().unique(),
    formId: text('form_id').notNull(),
    formVersion: integer('form_version').notNull(),
    length: text('length', { enum: ['short', 'full'] }).notNull(),
    lang: text('lang', { enum: ['de', 'en'] }).notNull(),
    test: boolean('test').notNull(),
    persons: smallint('persons').notNull(),
    /** What the page around a frame hears of a sent lead, and the office shows: random, opens nothing. */
    lead: uuid('lead').notNull().default(sql`gen_random_uuid()`),
    /** Ciphertext of name, phone and e-mail, under a key of its own. */
    contact: bytea('contact').notNull(),
    // Emptied and no longer written since `contact_index`; they go with a later, contracting migration.
    emailIndex: bytea('email_index'),
    phoneIndex: bytea('phone_index'),
    nameIndex: bytea('name_index'),
    acceptedAt: at('accepted_at').notNull().defaultNow(),
  },
  (t) => [
    index('submission_recent').on(t.tenantId, t.acceptedAt),
    index('submission_campaign').on(t.campaignId, t.acceptedAt),
    index('submission_email').on(t.tenantId, t.emailIndex),
    index('submission_phone').on(t.tenantId, t.phoneIndex),
    index('submission_name').on(t.tenantId, t.nameIndex),
  ],
)

/**
 * Keyed hashes by which a person is found without plaintext, of everybody in a submission. Apart from the immutable row,
 * because erasure deletes them: whoever holds the key could still ask them for a name.
 */
export const contactIndex = pgTable(
  'contact_index',
  {
    tenantId: tenantId(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submission.id),
    field: text('field', { enum: ['email', 'phone', 'name'] }).notNull(),
    hash: bytea('hash').notNull(),
    /** Of INDEX_KEY. Rows that an older program writes are of its only key, which is the first one. */
    keyVersion: text('key_version').notNull().default('v1'),
  },
  (t) => [
    primaryKey({ columns: [t.submissionId, t.field, t.hash] }),
    index('contact_index_look_up').on(t.tenantId, t.field, t.hash),
  ],
)

/** Revision 1 is made at accept; "re-map" appends the next. Immutable (trigger). */
export const submissionSnapshot = pgTable(
  'submission_snapshot',
  {
    tenantId: tenantId(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submission.id),
    revision: integer('revision').notNull(),
    /** Ciphertext of relevant answers, summary as shown, payload, privacy shown and attribution. */
    content: bytea('content').notNull(),
    payloadSha256: text('payload_sha256').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.submissionId, t.revision] })],
)

/** Proof of what was shown, kept apart from the data (trust.md §5.2 P2). Append-only (trigger). */
export const privacyProof = pgTable('privacy_proof', {
  id: id(),
  tenantId: tenantId(),
  submissionId: uuid('submission_id')
    .notNull()
    .references(() => submission.id),
  draftId: uuid('draft_id').notNull(),
  statementId: uuid('statement_id')
    .notNull()
    .references(() => privacyStatement.id),
  sha256: text('sha256').notNull(),
  language: text('language', { enum: ['de', 'en'] }).notNull(),
  shownAt: at('shown_at').notNull(),
  way: text('way').notNull(),
  formId: text('form_id').notNull(),
  formVersion: integer('form_version').notNull(),
  createdAt: createdAt(),
})

/** Append-only (trigger). `detail` is ciphertext under the submission's key. */
export const submissionEvent = pgTable(
  'submission_event',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submission.id),
    type: text('type').notNull(),
    actor: text('actor').notNull(),
    detail: bytea('detail'),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    index('submission_event_of').on(t.submissionId, t.seq),
    index('submission_event_mail_failed').on(t.at).where(sql`type = 'mail.failed'`),
  ],
)

/** States of trust.md §2.3; DRAFT and ACCEPTED are the draft and the submission themselves. */
export const deliveryStates = [
  'QUEUED',
  'SENDING',
  'DELIVERED',
  'VERIFIED',
  'RETRY_WAIT',
  'UNKNOWN',
  'RECONCILING',
  'NEEDS_FIX',
  'BLOCKED_CONFIG',
  'NEEDS_OPERATOR',
  'DEAD',
  'CANCELLED',
  'DUPLICATE',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

const targets = ['kundenangaben', 'vorgang'] as const satisfies readonly TargetName[]

export const delivery = pgTable(
  'delivery',
  {
    id: id(),
    tenantId: tenantId(),
    submissionId: uuid('submission_id')
      .notNull()
      .references(() => submission.id),
    target: text('target', { enum: targets }).notNull(),
    state: text('state', { enum: deliveryStates }).notNull(),
    leaseUntil: at('lease_until'),
    leaseOwner: text('lease_owner'),
    /** Fencing number: a writer whose number is no longer the row's has lost the lease. */
    attemptNo: integer('attempt_no').notNull().default(0),
    dueAt: at('due_at').notNull().defaultNow(),
    reference: jsonb('reference').$type<CaseReference>(),
    lastReason: text('last_reason'),
    /** When the last try began, and until when its request may still have reached the platform. */
    sentAt: at('sent_at'),
    sendDeadline: at('send_deadline'),
    /** Look-ups since the outcome became unknown, and how many of them count as "no case". */
    scans: smallint('scans').notNull().default(0),
    negatives: smallint('negatives').notNull().default(0),
    /** When the case was known to exist; null before. */
    deliveredAt: at('delivered_at'),
    verifiedAt: at('verified_at'),
    /** When an operator last queued it again: the budget of 72 hours counts anew from there. */
    replayedAt: at('replayed_at'),
    /** The advisor's notice that a person must look: last try, and when the mail server took it. Once per delivery. */
    noticeTriedAt: at('notice_tried_at'),
    noticeSentAt: at('notice_sent_at'),
    createdAt: createdAt(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('delivery_once').on(t.submissionId, t.target),
    index('delivery_due').on(t.state, t.dueAt),
    index('delivery_lease').on(t.leaseUntil),
    index('delivery_sent').on(t.tenantId, t.target, t.sentAt),
  ],
)

export const deliveryAttempt = pgTable(
  'delivery_attempt',
  {
    tenantId: tenantId(),
    deliveryId: uuid('delivery_id').notNull(),
    attemptNo: integer('attempt_no').notNull(),
    traceId: text('trace_id').notNull(),
    startedAt: at('started_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
    payloadSha256: text('payload_sha256').notNull(),
    outcome: text('outcome', { enum: ['delivered', 'rejected', 'notSent', 'unknown'] }),
    httpStatus: integer('http_status'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.deliveryId, t.attemptNo] }),
    foreignKey({ columns: [t.deliveryId], foreignColumns: [delivery.id] }),
    index('delivery_attempt_recent').on(t.startedAt),
  ],
)

/**
 * One row per outside client (client id + host), shared by all workers: circuit breaker and rate (trust §2.5). It belongs to
 * the process's credentials, not to a tenant.
 */
export const platformGate = pgTable('platform_gate', {
  /** SHA-256 of client id and host. */
  key: text('key').primaryKey(),
  state: jsonb('state').notNull(),
  updatedAt: at('updated_at').notNull().defaultNow(),
})

/** One row per running process, so that a missing one can be noticed. */
export const heartbeat = pgTable('heartbeat', {
  instance: uuid('instance').primaryKey(),
  role: text('role', { enum: ['worker', 'app'] }).notNull(),
  startedAt: at('started_at').notNull().defaultNow(),
  beatAt: at('beat_at').notNull().defaultNow(),
  /** When this process last finished a sweep; null: it has none. */
  sweptAt: at('swept_at'),
  /** When this worker last took a job, or had no hand free for one; null: never yet. */
  workedAt: at('worked_at'),
  /** Under which names this worker holds jobs locked (graphile-worker's pools); null: an app, or a program that does not say so. */
  pools: text('pools').array(),
  /** Requests that this app refused as not ours within the hour before its beat: of a page under another address, and all others. */
  refusedAddress: integer('refused_address').notNull().default(0),
  refusedOthers: integer('refused_others').notNull().default(0),
})

/** Alerts that are on (lib/delivery/alerts.ts), so that beginning and end are told once, whichever worker notices. */
export const alertOn = pgTable(
  'alert_on',
  {
    name: text('name').notNull(),
    severity: text('severity', { enum: ['warn', 'page'] }).notNull(),
    since: at('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.severity] })],
)

/** An advisor's request to complete an existing case. The token is known by its hash only. */
export const invitation = pgTable(
  'invitation',
  {
    id: id(),
    tenantId: tenantId(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaign.id),
    advisorId: uuid('advisor_id')
      .notNull()
      .references(() => advisor.id),
    tokenHash: bytea('token_hash').notNull(),
    vorgangsnummer: text('vorgangsnummer').notNull(),
    createdAt: createdAt(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [uniqueIndex('invitation_token').on(t.tokenHash)],
)

/** Counts for the funnel: no personal data, no draft id. */
export const funnelEvent = pgTable(
  'funnel_event',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaign.id),
    type: text('type').notNull(),
    formId: text('form_id'),
    length: text('length', { enum: ['short', 'full'] }),
    /** The step's id. */
    page: text('page'),
    /** From showing a page until it was answered. */
    seconds: smallint('seconds'),
    /** The hour it was counted in: no more, so that no row can be laid beside a draft's times. */
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    index('funnel_event_of').on(t.campaignId, t.at),
    index('funnel_event_pace').on(t.tenantId, t.formId, t.length, t.at),
  ],
)

/** Append-only (trigger): who did what, never the values. */
export const auditEvent = pgTable(
  'audit_event',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject'),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [index('audit_event_recent').on(t.tenantId, t.at)],
)

/** Counters per bucket and window; they survive a restart. Network buckets are keyed hashes, never addresses. */
export const rateLimit = pgTable(
  'rate_limit',
  {
    tenantId: tenantId(),
    bucket: text('bucket').notNull(),
    windowStart: at('window_start').notNull(),
    count: integer('count').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.bucket, t.windowStart] }),
    index('rate_limit_age').on(t.windowStart),
  ],
)

/** Letters per mailbox and hour, of every kind and tenant (lib/limits/letters.ts); the mailbox is a keyed hash. */
export const letterCount = pgTable(
  'letter_count',
  {
    mailboxHash: bytea('mailbox_hash').notNull(),
    windowStart: at('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mailboxHash, t.windowStart] }),
    index('letter_count_age').on(t.windowStart),
  ],
)

/**
 * A link that goes out by mail. The worker makes its secret when it sends, so that only the hash is ever stored. Address: ciphertext
 * under the key of the record (draft, or the submission's contact), and gone with it.
 */
export const mailedLink = pgTable(
  'mailed_link',
  {
    id: id(),
    tenantId: tenantId(),
    /** resume: asked for on the form; renewal: by a used or expired link; reminder: before the draft ends; confirm: the address. */
    kind: text('kind', { enum: ['resume', 'renewal', 'reminder', 'confirm'] }).notNull(),
    /** The draft, or for `confirm` the submission. */
    recordId: uuid('record_id').notNull(),
    address: bytea('address').notNull(),
    tokenHash: bytea('token_hash'),
    mail: text('mail', { enum: ['queued', 'sending', 'sent', 'refused', 'failed'] })
      .notNull()
      .default('queued'),
    tries: smallint('tries').notNull().default(0),
    createdAt: createdAt(),
    triedAt: at('tried_at'),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
    /** When its draft was erased through it; the row then outlives the draft, so that the page can say what became of it. */
    erasedAt: at('erased_at'),
  },
  (t) => [
    uniqueIndex('mailed_link_token').on(t.tokenHash),
    index('mailed_link_record').on(t.recordId, t.createdAt),
    index('mailed_link_sending').on(t.triedAt).where(sql`mail = 'sending'`),
  ],
)

/** Secrets of devices that opened a draft by a mailed link; each opens the draft and later the receipt, like the first one. */
export const draftDevice = pgTable(
  'draft_device',
  {
    secretHash: bytea('secret_hash').primaryKey(),
    /** What a list of devices calls it; opens nothing. */
    id: uuid('id').notNull().default(sql`gen_random_uuid()`),
    tenantId: tenantId(),
    draftId: uuid('draft_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('draft_device_of').on(t.draftId)],
)

/** Secrets of devices that were ended; they open nothing, and whoever comes with one is told why. */
export const endedDevice = pgTable(
  'ended_device',
  {
    secretHash: bytea('secret_hash').primaryKey(),
    tenantId: tenantId(),
    endedAt: at('ended_at').notNull().defaultNow(),
  },
  (t) => [index('ended_device_age').on(t.endedAt)],
)
