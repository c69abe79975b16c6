import 'server-only'
import { type Campaign, campaignById } from '@/lib/campaigns'
import { hashSecret } from '@/lib/crypto/secret'
import { type Tx, tenantOfLink, withTenant } from '@/lib/db'
import { formFor } from '@/lib/forms'
import { checkAll, walk } from '@/lib/forms/engine'
import type { Env, Form } from '@/lib/forms/engine/types'
import { consumeMail } from '@/lib/links/limit'
import {
  addressOf,
  draftKinds,
  issueLink,
  type Link,
  lockLink,
  markErased,
  markRestored,
  markUsed,
} from '@/lib/links/store'
import { addDevice } from './devices'
import type { Erased, Looked, Opened, Shut } from './later-protocol'
import { type Draft, eraseForADay, inForm, readDraft, restorableUntil, restoreDraft } from './store'
import { berlinToday } from './today'

/**
 * The page behind a mailed link (trust §1 #13). Looking uses nothing up, a button does. Whether a link that does not work was used, is
 * over or never existed is answered alike; only one through which its draft was erased says so.
 */
type Held = { draft: Draft; campaign: Campaign }

async function heldBy(tx: Tx, link: Link): Promise<Held | null> {
  const draft = await readDraft(tx, link.recordId)
  const campaign = draft && (await campaignById(tx, draft.campaignId))
  return campaign ? { draft, campaign } : null
}

/** Runs `work` with a link that still works; where it does not or nothing comes of it, says what became of it. */
async function told<T>(secret: string, work: (tx: Tx, link: Link) => Promise<T | null>): Promise<T | Shut> {
  const tenantId = await tenantOfLink(hashSecret(secret))
  if (!tenantId) return { kind: 'closed' }
  return withTenant(tenantId, async (tx) => {
    const presented = await lockLink(tx, secret, draftKinds)
    const done = presented?.good ? await work(tx, presented.link) : null
    return done ?? { kind: presented?.link.erasedAt ? 'erasedForGood' : 'closed' }
  })
}

/** What the page says before anything is used up. */
export const look = (secret: string): Promise<Looked> => told(secret, lookIn)

async function lookIn(tx: Tx, link: Link): Promise<Looked | null> {
  const held = await heldBy(tx, link)
  if (!held) return erasedIn(tx, link)
  const { draft, campaign } = held
  const form = formFor(campaign.page.product)
  return {
    kind: 'found',
    firm: campaign.page.firm,
    savedAt: draft.savedAt.toISOString(),
    expiresAt: draft.expiresAt.toISOString(),
    fresh: form ? freshIn(draft, form) : [],
  }
}

/** The draft of this link was erased and can still be restored. */
async function erasedIn(tx: Tx, { recordId }: Link): Promise<Erased | null> {
  const until = await restorableUntil(tx, recordId)
  return until && { kind: 'erased', until: until.toISOString() }
}

/** Takes an erasure through this link back; answers what the page shows next. */
export const restoreByLink = (secret: string): Promise<Looked> =>
  told(secret, async (tx, link) => {
    if (await restoreDraft(tx, link.recordId)) await markRestored(tx, link.recordId)
    return lookIn(tx, link)
  })

/** Uses the link up and gives this device a secret of its own. */
export const openLink = (secret: string): Promise<Opened> =>
  told(secret, async (tx, link): Promise<Opened | null> => {
    const held = await heldBy(tx, link)
    if (!held) return erasedIn(tx, link)
    const { draft, campaign } = held
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

/** Nobody opens the draft from now on. For a day the same link takes that back, then the draft goes with its key and its links. */
export const eraseByLink = (secret: string): Promise<Erased | Shut> =>
  told(secret, async (tx, link) => {
    const held = await heldBy(tx, link)
    if (held) {
      await eraseForADay(tx, link.recordId)
      await markErased(tx, link)
    }
    return erasedIn(tx, link)
  })

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
