import 'server-only'
import { z } from 'zod'
import { campaignById } from '@/lib/campaigns'
import { hashSecret } from '@/lib/crypto/secret'
import { type Tx, tenantOfSecret, withTenant } from '@/lib/db'
import { formFor } from '@/lib/forms'
import { keyOf, patternOf } from '@/lib/forms/engine'
import { parse } from '@/lib/forms/kinds'
import { consumeMail } from '@/lib/links/limit'
import { addressOf, issueLink, lastLink } from '@/lib/links/store'
import { type Crowded, inTurn, LOCK_TIMEOUT } from './crowd'
import { devicesOf, endDevice, goneFor } from './devices'
import type { Gone, LaterAsked, LaterDevices, LaterStatus } from './later-protocol'
import { type RequestMeta, sameOrigin } from './meta'
import { type Draft, deleteDraft, extendDraft, lockDraft } from './store'

/** "Später weitermachen" and "Entwurf löschen" on the form: whoever holds the draft's secret may do both. */
const secret = z.string().regex(/^[A-Za-z0-9_-]{26,100}$/)
const asking = z.object({ secret, email: z.string().max(400) })
const holding = z.object({ secret })
const listing = z.object({ secret, end: z.string().max(40).optional() })

function withDraft<T>(held: string, work: (tx: Tx, draft: Draft) => Promise<T>): Promise<T | Crowded | Gone> {
  return inTurn(held, async () => {
    const tenantId = await tenantOfSecret(hashSecret(held))
    if (!tenantId) return { kind: 'gone' as const }
    return withTenant(
      tenantId,
      async (tx) => {
        const draft = await lockDraft(tx, held)
        return draft ? work(tx, draft) : goneFor(tx, held)
      },
      { lock_timeout: LOCK_TIMEOUT },
    )
  })
}

/** Keeps the draft for 28 days from now and has a link to it mailed to the address. The letter is the worker's. */
export async function askLater(body: unknown, meta: RequestMeta): Promise<LaterAsked> {
  const request = sameOrigin(meta) ? asking.safeParse(body) : null
  if (!request?.success) return { kind: 'refused' }
  const { email, secret: held } = request.data
  const read = parse('email', email, 'de')
  const address = read.kind === 'value' && typeof read.value === 'string' ? read.value : null
  if (address === null) return { kind: 'address' }
  return withDraft(held, (tx, draft) => askIn(tx, draft, address))
}

async function askIn(tx: Tx, draft: Draft, address: string): Promise<LaterAsked> {
  const used = await consumeMail(tx, draft.id, address)
  if (used.kind === 'limited') return used
  const { expiresAt } = await extendDraft(tx, draft)
  await issueLink(tx, { kind: 'resume', recordId: draft.id, address })
  return { kind: 'asked', expiresAt: expiresAt.toISOString() }
}

/** What became of the last letter, and which address to offer: the one used before, else the one in the answers. */
export async function laterStatus(body: unknown, meta: RequestMeta): Promise<LaterStatus> {
  const request = sameOrigin(meta) ? holding.safeParse(body) : null
  if (!request?.success) return { kind: 'refused' }
  return withDraft(request.data.secret, async (tx, draft): Promise<LaterStatus> => {
    const last = await lastLink(tx, draft.id)
    const email = (last && (await addressOf(tx, last))) || (await emailIn(tx, draft))
    const expiresAt = draft.expiresAt.toISOString()
    return { kind: 'status', mail: last?.mail ?? 'none', expiresAt, ...(email && { email }) }
  })
}

/** The first answer to a question of the kind e-mail, in the order of the form. */
async function emailIn(tx: Tx, draft: Draft): Promise<string | undefined> {
  const campaign = await campaignById(tx, draft.campaignId)
  const questions =
    (campaign && formFor(campaign.page.product))?.steps.flatMap((step) => step.questions) ?? []
  const keys = new Set(questions.filter(({ kind }) => kind === 'email').map(keyOf))
  for (const [key, answer] of Object.entries(draft.answers)) {
    const asked = keys.has(key) || keys.has(patternOf(key))
    if (asked && 'value' in answer && typeof answer.value === 'string') return answer.value
  }
  return undefined
}

/** The devices that can open the draft, without the one that the request ends. Nobody ends the device that asks. */
export async function devices(body: unknown, meta: RequestMeta): Promise<LaterDevices> {
  const request = sameOrigin(meta) ? listing.safeParse(body) : null
  if (!request?.success) return { kind: 'refused' }
  const { secret: held, end } = request.data
  return withDraft(held, async (tx, draft): Promise<LaterDevices> => {
    const known = await devicesOf(tx, draft, held)
    // Two devices that end each other at once: the second one waited for the first, and is out.
    if (!known.some(({ here }) => here)) return goneFor(tx, held)
    const out = known.find(({ id, here }) => id === end && !here)
    if (out) await endDevice(tx, draft, out)
    return { kind: 'devices', devices: known.filter((device) => device !== out) }
  })
}

/** Erases the draft, its key and its links at once. Repeating it, or an unknown secret, comes to the same. */
export async function discard(
  body: unknown,
  meta: RequestMeta,
): Promise<{ kind: 'discarded' } | Crowded | { kind: 'refused' }> {
  const request = sameOrigin(meta) ? holding.safeParse(body) : null
  if (!request?.success) return { kind: 'refused' }
  const done = await withDraft(request.data.secret, async (tx, draft) => {
    await deleteDraft(tx, draft.id)
    return { kind: 'discarded' as const }
  })
  return done.kind === 'gone' ? { kind: 'discarded' } : done
}
