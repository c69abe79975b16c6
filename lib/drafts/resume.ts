import 'server-only'
import { type Campaign, campaignById } from '@/lib/campaigns'
import { hashSecret } from '@/lib/crypto/secret'
import { type Tx, tenantOfLink, withTenant } from '@/lib/db'
import { formFor } from '@/lib/forms'
import { checkAll, walk } from '@/lib/forms/engine'
import type { Env, Form } from '@/lib/forms/engine/types'
import { consumeMail } from '@/lib/links/limit'
import { addressOf, draftKinds, issueLink, type Link, lockLink, markUsed } from '@/lib/links/store'
import { addDevice } from './devices'
import type { Looked, Opened } from './later-protocol'
import { type Draft, deleteDraft, inForm, readDraft } from './store'
import { berlinToday } from './today'

/**
 * The page behind a mailed link (trust §1 #13). Looking uses nothing up, a button does. Whether a link that does not work was used, is
 * over or never existed is answered alike.
 */
type Held = { link: Link; draft: Draft; campaign: Campaign }

/** Runs `work` with a link that still works and its draft; null: there is none. */
async function withLink<T>(secret: string, work: (tx: Tx, held: Held) => Promise<T>): Promise<T | null> {
  const tenantId = await tenantOfLink(hashSecret(secret))
  if (!tenantId) return null
  return withTenant(tenantId, async (tx) => {
    const presented = await lockLink(tx, secret, draftKinds)
    if (!presented?.good) return null
    const { link } = presented
    const draft = await readDraft(tx, link.recordId)
    const campaign = draft && (await campaignById(tx, draft.campaignId))
    return campaign ? work(tx, { link, draft, campaign }) : null
  })
}

/** What the page says before anything is used up. */
export async function look(secret: string): Promise<Looked> {
  const found = await withLink(secret, async (_tx, { draft, campaign }): Promise<Looked> => {
    const form = formFor(campaign.page.product)
    return {
      kind: 'found',
      firm: campaign.page.firm,
      savedAt: draft.savedAt.toISOString(),
      expiresAt: draft.expiresAt.toISOString(),
      fresh: form ? freshIn(draft, form) : [],
    }
  })
  return found ?? { kind: 'closed' }
}

/** Uses the link up and gives this device a secret of its own. */
export async function openLink(secret: string): Promise<Opened> {
  const opened = await withLink(secret, async (tx, { link, draft, campaign }): Promise<Opened> => {
    await markUsed(tx, link)
    return {
      kind: 'opened',
      slug: campaign.page.slug,
      length: draft.length,
      secret: await addDevice(tx, draft.id),
      revision: draft.revision,
      savedAt: draft.savedAt.toISOString(),
    }
  })
  return opened ?? { kind: 'closed' }
}

/** Erases the draft with its key and its links. */
export async function eraseByLink(secret: string): Promise<{ kind: 'erased' } | { kind: 'closed' }> {
  const erased = await withLink(secret, async (tx, { draft }) => {
    await deleteDraft(tx, draft.id)
    return true
  })
  return { kind: erased ? 'erased' : 'closed' }
}

/**
 * Has a new link mailed to the address of a link that no longer works, if its draft is still there. Says nothing about either, and
 * neither does what it costs: the letter is the worker's.
 */
export async function renew(secret: string): Promise<void> {
  const tenantId = await tenantOfLink(hashSecret(secret))
  if (!tenantId) return
  await withTenant(tenantId, async (tx) => {
    const presented = await lockLink(tx, secret, draftKinds)
    const draft = presented && (await readDraft(tx, presented.link.recordId))
    const address = draft && (await addressOf(tx, presented.link))
    if (!address) return
    if ((await consumeMail(tx, draft.id, address)).kind === 'limited') return
    await issueLink(tx, { kind: 'renewal', recordId: draft.id, address })
  })
}

/** At most so many labels: one line. */
const most = 3

/** What a draft of another version lacks on pages that it has passed: the questions that are new or read differently. */
function freshIn(stored: Draft, form: Form): string[] {
  if (stored.formVersion === form.version) return []
  const { answers, length, lang } = inForm(stored, form)
  const env: Env = { length, lang, today: berlinToday() }
  const { pages } = walk(form, answers, env)
  const passed = pages.findLastIndex((page) => page.fields.some(({ key }) => answers[key] !== undefined))
  // The page that the person was on shows by itself what it wants.
  const ids = new Set(pages.slice(0, Math.max(0, passed)).map(({ id }) => id))
  const labels = checkAll(form, answers, env)
    .errors.filter(({ page }) => ids.has(page))
    .map(({ label }) => label)
  return [...new Set(labels)].slice(0, most)
}
