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
  keepForADay,
  type Link,
  lockLink,
  markUsed,
} from '@/lib/links/store'
import { addDevice } from './devices'
import type { Erased, Looked, Opened } from './later-protocol'
import { type Draft, eraseForADay, inForm, readDraft, restorableUntil, restoreDraft } from './store'
import { berlinToday } from './today'

/**
 * The page behind a mailed link (trust §1 #13). Looking uses nothing up, a button does. Whether a link that does not work was used, is
 * over or never existed is answered alike.
 */
type Held = { link: Link; draft: Draft; campaign: Campaign }

/** Runs `work` with a link that still works; null: it does not. */
async function withGoodLink<T>(secret: string, work: (tx: Tx, link: Link) => Promise<T | null>) {
  const tenantId = await tenantOfLink(hashSecret(secret))
  if (!tenantId) return null
  return withTenant(tenantId, async (tx) => {
    const presented = await lockLink(tx, secret, draftKinds)
    return presented?.good ? work(tx, presented.link) : null
  })
}

async function heldBy(tx: Tx, link: Link): Promise<Held | null> {
  const draft = await readDraft(tx, link.recordId)
  const campaign = draft && (await campaignById(tx, draft.campaignId))
  return campaign ? { link, draft, campaign } : null
}

/** Runs `work` with a link that still works and its draft; null: there is none. */
function withLink<T>(secret: string, work: (tx: Tx, held: Held) => Promise<T>): Promise<T | null> {
  return withGoodLink(secret, async (tx, link) => {
    const held = await heldBy(tx, link)
    return held && work(tx, held)
  })
}

/** What the page says before anything is used up. */
export async function look(secret: string): Promise<Looked> {
  return (await withGoodLink(secret, lookIn)) ?? { kind: 'closed' }
}

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
export async function restoreByLink(secret: string): Promise<Looked> {
  const looked = await withGoodLink(secret, async (tx, link) => {
    await restoreDraft(tx, link.recordId)
    return lookIn(tx, link)
  })
  return looked ?? { kind: 'closed' }
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

/** Nobody opens the draft from now on. For a day the same link takes that back, then the draft goes with its key and its links. */
export async function eraseByLink(secret: string): Promise<Erased | { kind: 'closed' }> {
  const erased = await withGoodLink(secret, async (tx, link) => {
    const held = await heldBy(tx, link)
    if (held) {
      await eraseForADay(tx, link.recordId)
      await keepForADay(tx, link)
    }
    return erasedIn(tx, link)
  })
  return erased ?? { kind: 'closed' }
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
