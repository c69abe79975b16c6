import { getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it } from 'vitest'
import * as schema from './schema'

/**
 * Every column that could hold words, and why it holds nobody's (trust S13, S14). A new one must be put here by somebody who has
 * thought about it; numbers, times, switches and random ids need no entry.
 */
const why = {
  /** AES-256-GCM under the record's data key, or a data key under a wrapping key. */
  cipher: [
    'data_key.wrapped',
    'draft.content',
    'mailed_link.address',
    'submission.contact',
    'submission_snapshot.content',
    'submission_event.detail',
  ],
  /** Of a random secret, of a text that is ours, or keyed. */
  hash: [
    'contact_index.hash',
    'draft.secret_hash',
    'draft_device.secret_hash',
    'ended_device.secret_hash',
    'invitation.token_hash',
    'letter_count.mailbox_hash',
    'mailed_link.token_hash',
    'platform_gate.key',
    'privacy_proof.sha256',
    'submission.secret_hash',
    'submission.email_index',
    'submission.phone_index',
    'submission.name_index',
    'submission_snapshot.payload_sha256',
    'delivery_attempt.payload_sha256',
  ],
  /** Random or given by the platform; it opens nothing without a login there. */
  reference: [
    'submission.reference',
    'submission.external_id',
    'delivery.reference',
    'delivery_attempt.trace_id',
    'delivery.lease_owner',
    'heartbeat.pools',
    'invitation.vorgangsnummer',
    'rate_limit.bucket',
  ],
  /** The tenant's own words and settings: firm, advisor, texts. */
  tenant: [
    'tenant.name',
    'advisor.name',
    'advisor.email',
    'advisor.partner_id',
    'campaign.slug',
    'campaign.page',
    'campaign.settings',
    'campaign.embed',
    'privacy_statement.title',
    'privacy_statement.body',
    'privacy_statement.controllers',
  ],
  /** One of a few words of this program, or an operator's name. */
  vocabulary: [
    'alert_on.name',
    'alert_on.severity',
    'audit_event.actor',
    'audit_event.action',
    'audit_event.subject',
    'campaign.product',
    'contact_index.field',
    'contact_index.key_version',
    'data_key.key_version',
    'data_key.purpose',
    'delivery.last_reason',
    'delivery.state',
    'delivery.target',
    'delivery_attempt.outcome',
    'delivery_attempt.reason',
    'draft.form_id',
    'draft.lang',
    'draft.length',
    'funnel_event.form_id',
    'funnel_event.length',
    'funnel_event.page',
    'funnel_event.type',
    'heartbeat.role',
    'mailed_link.kind',
    'mailed_link.mail',
    'platform_gate.state',
    'privacy_proof.form_id',
    'privacy_proof.language',
    'privacy_proof.way',
    'submission.form_id',
    'submission.lang',
    'submission.length',
    'submission_event.actor',
    'submission_event.type',
  ],
} as const

const holdsWords = /^(text|jsonb|json|bytea|varchar|char|xml|inet)/
const tables = Object.values(schema).filter((value) => is(value, PgTable))

describe('every column', () => {
  const listed: string[] = Object.values(why).flat()

  it('that could hold words is ciphertext, a hash, a reference, words of the tenant or a closed vocabulary', () => {
    const found = tables.flatMap((table) =>
      getTableConfig(table)
        .columns.filter((column) => holdsWords.test(column.getSQLType()))
        .map((column) => `${getTableName(table)}.${column.name}`),
    )
    expect(found.length).toBeGreaterThan(40)
    expect(found.toSorted()).toEqual(listed.toSorted())
  })

  it('of ciphertext is bytea', () => {
    for (const name of why.cipher) {
      const [table, column] = name.split('.')
      const owner = tables.find((one) => getTableName(one) === table)
      const type =
        owner &&
        getTableConfig(owner)
          .columns.find((one) => one.name === column)
          ?.getSQLType()
      expect([name, type]).toEqual([name, 'bytea'])
    }
  })
})
