import 'server-only'
import { type CampaignPage, campaignBySlug, offeredConsents } from '@/lib/campaigns'
import { makeStartToken } from '@/lib/campaigns/start-token'
import type { Tx } from '@/lib/db'
import { goneFor } from '@/lib/drafts/devices'
import { type Entered, enter } from '@/lib/drafts/entry'
import type { RequestMeta } from '@/lib/drafts/meta'
import { reviewPage, show } from '@/lib/drafts/pages'
import type { SubmitRequest, SubmitResult } from '@/lib/drafts/protocol'
import { parseSubmit } from '@/lib/drafts/request'
import { stateOf } from '@/lib/drafts/service'
import { type Draft, inForm, lockDraft } from '@/lib/drafts/store'
import { berlinToday } from '@/lib/drafts/today'
import { formFor } from '@/lib/forms'
import { checkAll, stepView } from '@/lib/forms/engine'
import type { Env, Form } from '@/lib/forms/engine/types'
import { crowdOf } from '@/lib/limits/crowd'
import { consume, draftsOfNetwork, noteSuspicion, suspicions } from '@/lib/limits/limits'
import { isProven, makeChallenge } from '@/lib/limits/proof'
import { type Reason, reasonsFor, remaining } from '@/lib/limits/suspicion'
import { log } from '@/lib/log'
import { privacyShown } from '@/lib/privacy'
import { wordsFor } from '@/lib/words'
import { accept } from './accept'
import { appendEvent } from './events'
import { receiptOfSecret } from './receipt'
import type { Consent } from './snapshot'

/**
 * Sends a draft. Repeated and parallel calls with one secret make one submission and all get its receipt: the
 * draft's row is locked, and whoever comes later finds it gone and the submission there. Never throws for what a
 * client can cause.
 */
export async function submit(request: unknown, meta: RequestMeta): Promise<SubmitResult> {
  return enter(parseSubmit(request), meta, 'submit.failed', (tx, entered) => submitIn(tx, entered, meta))
}

async function submitIn(
  tx: Tx,
  { request, ignored, token }: Entered<SubmitRequest>,
  meta: RequestMeta,
): Promise<SubmitResult> {
  const found = await lockDraft(tx, request.secret)
  if (!found) return receiptOrGone(tx, request.secret)
  const campaign = await campaignBySlug(tx, token.campaign)
  if (found.campaignId !== campaign?.id) return { kind: 'gone' }
  const form = formFor(campaign.page.product)
  if (!form || campaign.page.closed) return { kind: 'refused', reason: 'closed' }
  const draft = inForm(found, form)
  if (ignored > 0) {
    log.warn('input.ignored', { draftId: draft.id, count: ignored })
    await noteSuspicion(tx, meta.ip, 'input.ignored', ignored)
  }
  const { flood } = await crowdOf(tx, campaign.id)
  const reasons = await suspicionOf(tx, draft, request, meta, flood)
  // Asked before it counts as a try. Who cannot prove sends again without `proof` and is accepted.
  if (reasons.length > 0 && request.proof === 'able') {
    return { kind: 'prove', ...makeChallenge(draft.id, reasons) }
  }
  const used = await consume(tx, 'submit', draft.id)
  if (used.kind === 'limited') {
    await noteSuspicion(tx, meta.ip, 'limit.hit')
    return used
  }
  const env: Env = { length: draft.length, lang: request.lang, today: berlinToday() }
  const open = openPage(form, draft, env)
  if (open) return { kind: 'incomplete', draft: stateOf(draft, request.secret), view: open }

  const posted = { versionId: request.privacyVersion, shownAt: new Date(token.issuedAt) }
  const privacy =
    request.privacyVersion === token.privacyVersion
      ? await privacyShown(tx, { campaignId: draft.campaignId, lang: request.lang }, posted)
      : 'changed'
  if (privacy === 'changed') {
    const { versionId, date } = campaign.page.privacy
    const { campaign: slug, length, attribution } = token
    const next = makeStartToken({
      campaign: slug,
      length,
      lang: request.lang,
      attribution,
      privacyVersion: versionId,
    })
    return { kind: 'privacyChanged', token: next, privacyVersion: versionId, privacyDate: date }
  }
  const { submissionId } = await accept(tx, {
    draft,
    campaign,
    form,
    env,
    privacy,
    consents: consentsOf(campaign.page, request),
    held: flood && reasons.length > 0,
  })
  if (reasons.length > 0) {
    await appendEvent(tx, submissionId, { type: 'suspicious', actor: 'person', detail: { reasons } })
    log.warn('submit.suspicious', { submissionId, reason: reasons.join(' ') })
  }
  return receiptOrGone(tx, request.secret)
}

/**
 * The boxes that were ticked, in the words that stood beside them. Only what the campaign offers counts, and only in these very words:
 * a box whose text was changed meanwhile was ticked for another one.
 */
function consentsOf(page: CampaignPage, { lang, mailCopy, consents = [] }: SubmitRequest): Consent[] {
  const at = new Date().toISOString()
  const copy = page.mailConfirmation && page.mailCopy && mailCopy
  return [
    ...(copy ? [{ purpose: 'mailCopy', text: wordsFor(lang, page.product).mailCopy, at }] : []),
    ...offeredConsents(page, lang)
      .filter(({ id }) => consents.includes(id))
      .map(({ purpose, text }) => ({ purpose, text, at })),
  ]
}

/** What speaks for a program, less what a proof of work clears. */
async function suspicionOf(
  tx: Tx,
  draft: Draft,
  { trap = false, proof }: SubmitRequest,
  meta: RequestMeta,
  flood: boolean,
): Promise<readonly Reason[]> {
  const draftsHere = await draftsOfNetwork(tx, meta.ip)
  const signs = { trap, ageSeconds: draft.age, draftsOfNetwork: draftsHere, flood }
  const proven = typeof proof === 'object' && isProven(draft.id, proof)
  return remaining(reasonsFor(signs, suspicions()), proven)
}

async function receiptOrGone(tx: Tx, secret: string): Promise<SubmitResult> {
  const receipt = await receiptOfSecret(tx, secret)
  return receipt ? { kind: 'sent', receipt } : goneFor(tx, secret)
}

/** The first page that keeps the draft from being sent, with its errors; null when it may be sent. */
function openPage(form: Form, draft: Draft, env: Env) {
  const { errors } = checkAll(form, draft.answers, env)
  const bad = errors[0]?.page
  if (bad !== undefined) {
    const onPage = errors.filter((error) => error.page === bad)
    return stepView(form, draft.answers, env, bad, { errors: onPage })
  }
  const { view } = show(form, draft.answers, env, reviewPage)
  return view.kind === 'step' ? view : null
}
