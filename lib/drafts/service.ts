import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Campaign, campaignBySlug } from '@/lib/campaigns'
import { showsOf } from '@/lib/campaigns/rate-example'
import { firstSecret, type StartToken } from '@/lib/campaigns/start-token'
import { randomSecret } from '@/lib/crypto/secret'
import type { Tx } from '@/lib/db'
import { formFor } from '@/lib/forms'
import { applyChanges, overview, type Pace, timed, walk } from '@/lib/forms/engine'
import type { Applied } from '@/lib/forms/engine/changes'
import type { Answers, Env, Form, Key } from '@/lib/forms/engine/types'
import { paceOf } from '@/lib/funnel/pace'
import { type Answered as AnsweredPage, noteTurn } from '@/lib/funnel/turns'
import { crowdOf } from '@/lib/limits/crowd'
import { consume, consumeStart, noteSuspicion } from '@/lib/limits/limits'
import { isProven, makeChallenge, viewOf } from '@/lib/limits/proof'
import { log } from '@/lib/log'
import { isSent, receiptOfSecret } from '@/lib/submissions/receipt'
import { isRefused, noteRefused } from './crowd'
import { goneFor } from './devices'
import { type Entered, enter } from './entry'
import { changeList, restoreItem } from './lists'
import type { RequestMeta } from './meta'
import { inPlace, type Moved, movedSince, pageMoved } from './moved'
import { named, show, turn } from './pages'
import type { DraftState, ListResult, SaveRequest, SaveResult } from './protocol'
import { openRemoved, sealRemoved } from './removed'
import { parseSave } from './request'
import { outgrown } from './size'
import { ageOf, createDraft, type Draft, deleteDraft, inForm, lockDraft, storeDraft } from './store'
import { berlinToday } from './today'

export type { RequestMeta } from './meta'

/** Two first inputs of one page view are one draft if they come this close together. */
const crossingSeconds = 60
/** How often, and after what pause, a page that was reloaded asks for what its predecessor sent while it was left. */
const early = { tries: 8, ms: 250 }

/**
 * Stores what a person typed and answers with the page to show (architecture §2.1). `request` is anything a
 * client may send. Never throws for what a client can cause; a broken database gives 'failed' with a number that
 * stands in the log too.
 */
export async function save(request: unknown, meta: RequestMeta): Promise<SaveResult> {
  const parsed = parseSave(request)
  if (parsed.kind === 'ok' && isRefused(limitOf(parsed.request), parsed.request.secret))
    return { kind: 'limited', minutes: 1 }
  for (let tries = early.tries; ; tries -= 1) {
    const result = await enter(parsed, meta, 'draft.save.failed', (tx, entered) =>
      saveIn(tx, { ...entered, meta, first: tries === early.tries, patient: tries > 0 }),
    )
    if (result.kind !== 'early') return result
    await pause(early.ms)
  }
}

/** `patient`: what is still on its way is waited for; `first`: it has not been asked for before. */
type Call = Entered<SaveRequest> & { meta: RequestMeta; first: boolean; patient: boolean }

/** Looking is not saving: a page must be shown to whoever has saved too often. */
const limitOf = ({ intent, changes, list }: SaveRequest) =>
  intent === 'load' && changes.length === 0 && !list ? 'load' : 'autosave'

async function saveIn(tx: Tx, call: Call): Promise<SaveResult | { kind: 'early' }> {
  const { request, token } = call
  const campaign = await campaignBySlug(tx, token.campaign)
  const form = campaign && formFor(campaign.page.product)
  if (!campaign) return { kind: 'refused', reason: 'token' }
  const found = await draftFor(tx, call, campaign, form)
  // A page that was reloaded before its first save had been answered.
  if (
    'kind' in found &&
    found.kind === 'gone' &&
    call.patient &&
    isFirst(request) &&
    request.intent === 'load'
  )
    return { kind: 'early' }
  if ('kind' in found) return found
  const { secret } = found
  if (!form || campaign.page.closed) return { kind: 'refused', reason: 'closed' }
  const draft = inForm(found.draft, form)

  const limit = limitOf(request)
  const used = call.first ? await consume(tx, limit, draft.id) : { kind: 'ok' as const }
  if (used.kind === 'limited') {
    noteRefused(limit, secret)
    await noteSuspicion(tx, call.meta.ip, 'limit.hit')
    return used
  }
  if (limit === 'load' && call.patient && request.revision === draft.revision + 1) return { kind: 'early' }
  const env: Env = {
    length: draft.length,
    lang: request.lang,
    today: berlinToday(),
    ...showsOf(campaign.page),
  }
  const since = movedSince(draft.moved, request.revision)
  const behind = pageMoved(form, request.page, since)
  const placed = inPlace(request.changes, since)
  const conflict = (conflicts: Applied['conflicts'], keys: (key: Key) => Key) => ({
    kind: 'conflict' as const,
    draft: stateFor(request, draft, secret, behind),
    conflicts: named(form, draft.answers, env, request.page, conflicts).map((one) => ({
      ...one,
      key: keys(one.key),
    })),
  })
  if (placed.gone.length > 0) {
    const lost = placed.gone.map(({ key, to }) => ({ key, mine: to ?? '', theirs: '' }))
    return { ...conflict(lost, (key) => key), gone: true }
  }
  const applied = applyChanges(form, draft.answers, placed.changes, env)
  await noteIgnored(tx, call, draft.id, applied.ignored)
  if (applied.conflicts.length > 0) return conflict(applied.conflicts, placed.as)
  return answer(tx, {
    draft,
    secret,
    form,
    env,
    request,
    behind,
    ...listed(draft, form, env, request, applied, behind),
  })
}

/** While a page that has been moved stays on screen, its keys keep the meaning they were drawn with. */
const stateFor = ({ revision }: SaveRequest, draft: Draft, secret: string, stays: boolean): DraftState => ({
  ...stateOf(draft, secret),
  ...(stays && revision !== undefined && { revision }),
})

type Listed = { answers: Answers; moved: readonly Moved[]; list?: ListResult; page?: string }

/** The request's change of a list, after what was typed. An index means what it meant to the page that sent it. */
function listed(
  draft: Draft,
  form: Form,
  env: Env,
  request: SaveRequest,
  { answers, moved: gone }: Applied,
  behind: boolean,
): Listed {
  const { list: operation, revision, intent } = request
  const at = { revision: draft.revision + 1 }
  const moved: readonly Moved[] = gone.map((one) => ({ ...at, ...one }))
  const stale = { answers, moved, list: { kind: 'stale' as const }, page: request.page }
  // Where the page has moved, nobody can say which one is before or after it: it is shown as it is now.
  if (!operation) return behind && (intent === 'next' || intent === 'back') ? stale : { answers, moved }
  const known = operation.do === 'restore' ? openRemoved(draft, operation.undo) : null
  if (revision !== draft.revision || (operation.do === 'restore' && !known)) return stale
  const done =
    operation.do === 'restore'
      ? known && restoreItem(form, answers, env, known)
      : changeList(form, answers, env, operation, newTag())
  switch (done?.kind) {
    case 'added':
      return { answers: done.answers, moved, list: { kind: 'added' }, page: done.page ?? request.page }
    case 'restored': {
      const back: Moved = { ...at, list: done.list, at: done.at, by: 1 }
      const all = [...moved, back]
      return {
        answers: done.answers,
        moved: all,
        list: { kind: 'restored' },
        page: done.page ?? request.page,
      }
    }
    case 'removed': {
      const { removed, page = request.page } = done
      const list: ListResult = { kind: 'removed', undo: sealRemoved(draft, removed) }
      const all: Moved[] = [...moved, { ...at, list: removed.list, at: removed.at, by: -1 }]
      return { answers: done.answers, moved: all, list, page }
    }
    case 'full':
      return { answers, moved, list: { kind: 'full' }, page: request.page }
    case 'unknown':
    case undefined:
      return stale
  }
}

/** The lasting name of a new item: random, since a removed one may still be known somewhere. */
const newTag = (): string => randomUUID().slice(0, 8)

type Answered = {
  draft: Draft
  secret: string
  form: Form
  env: Env
  request: SaveRequest
  behind: boolean
} & Listed

/** Turns the page if the intent says so, and stores what changed on the way. */
async function answer(tx: Tx, answered: Answered): Promise<SaveResult> {
  const { draft, secret, form, env, request, behind, answers, moved, list, page } = answered
  const turned =
    request.still && behind
      ? { kind: 'stay' as const }
      : page === undefined
        ? turn(form, answers, env, request)
        : { kind: 'show' as const, page, mended: undefined }
  const shown =
    turned.kind === 'show'
      ? show(form, turned.mended?.answers ?? answers, env, turned.page, turned.mended?.adjusted)
      : null
  const input = !same(answers, draft.answers)
  if (input && outgrown(draft.answers, answers)) return { kind: 'tooLarge' }
  const after = shown?.answers ?? answers
  const changed = input || !same(after, draft.answers) || request.lang !== draft.lang
  const stored = changed
    ? await storeDraft(tx, draft, { answers: after, lang: request.lang, form, input, moved })
    : draft
  const state = stateFor(request, stored, secret, behind && !shown)
  if (shown && request.intent !== 'load') await noteTurn(tx, draft.id, answeredPage(answered))
  return turned.kind === 'invalid'
    ? { kind: 'invalid', draft: state, view: turned.view, errors: turned.view.errors }
    : {
        kind: 'saved',
        draft: state,
        ...(shown && shownWith(shown, form, env, await paceOf(tx, form, env.length))),
        ...(list && { list }),
      }
}

/** The page that the person has answered and leaves; undefined when they only go elsewhere. */
function answeredPage({ request, form, answers, env }: Answered): AnsweredPage | undefined {
  if (request.intent !== 'next') return undefined
  const { pages } = walk(form, answers, env)
  const at = pages.findIndex(({ id }) => id === request.page)
  const page = pages[at]
  return page && { step: page.step.id, at: at + 1 }
}

/** The page with the time left; a long form also says what all its steps are. */
function shownWith(
  { answers, view }: NonNullable<ReturnType<typeof show>>,
  form: Form,
  env: Env,
  pace: Pace,
) {
  return {
    view: view.kind === 'step' ? timed(view, form, answers, env, pace) : view,
    ...(env.length === 'full' && { steps: overview(form, answers, env) }),
  }
}

/** The secret is the browser's own, and it has not heard yet that there is a draft behind it. */
const isFirst = ({ secret, revision }: SaveRequest): boolean => secret !== undefined && revision === 0

type Found = { draft: Draft; secret: string }

/** The draft of the request's secret, or a new one for a first input. */
async function draftFor(
  tx: Tx,
  call: Call,
  campaign: Campaign,
  form: Form | null,
): Promise<Found | SaveResult> {
  const { request, token, expired } = call
  if (request.secret) {
    const draft = await lockDraft(tx, request.secret)
    if (draft?.campaignId === campaign.id) return { draft, secret: request.secret }
    const receipt = draft ? null : await receiptOfSecret(tx, request.secret)
    if (receipt) return { kind: 'sent', receipt }
    if (!isFirst(request)) return goneFor(tx, request.secret)
  }
  if (!form || campaign.page.closed) return { kind: 'refused', reason: 'closed' }
  // Looking at a page stores nothing: only typed answers or the wish to go on make a draft.
  if (request.intent !== 'next' && request.changes.length === 0) return { kind: 'gone' }
  if (expired) return { kind: 'refused', reason: 'token' }
  const { crowded } = await crowdOf(tx, campaign.id)
  // Who cannot prove sends again without and begins like anybody.
  if (crowded && request.proof === 'able')
    return { kind: 'prove', ...makeChallenge(viewOf(token.nonce), ['flood']) }
  const proven = typeof request.proof === 'object' && isProven(viewOf(token.nonce), request.proof)
  if (crowded && !proven) await noteSuspicion(tx, call.meta.ip, 'start.unproven')
  return startDraft(tx, call, campaign, form, token)
}

async function startDraft(
  tx: Tx,
  call: Call,
  campaign: Campaign,
  form: Form,
  token: StartToken,
): Promise<Found | SaveResult> {
  const made = {
    campaignId: campaign.id,
    form,
    length: token.length,
    lang: call.request.lang,
    attribution: token.attribution,
    shownAt: new Date(token.issuedAt),
  }
  const own = call.request.secret
  const first = own ?? firstSecret(token)
  const [sent, age] = [await isSent(tx, first), await ageOf(tx, first)]
  // Nobody has to wait for an old one that cannot be meant; of the browser's own secret it always is.
  if (!sent && age !== null && (own || age < crossingSeconds)) {
    const crossing = await lockDraft(tx, first)
    if (crossing?.campaignId === campaign.id) return { draft: crossing, secret: first }
  }
  // What stands on the page stays there; a page that is loaded anew has a token of its own.
  const refused = { kind: 'refused' as const, reason: 'token' as const }
  const limited = async () => (await consumeStart(tx, token.nonce, token.issuedAt)) === 'limited'
  const free = !sent && age === null
  const draft = free ? await createDraft(tx, { ...made, id: randomUUID(), secret: first }) : null
  if (draft) {
    // A secret of the browser's own is another one each time, so the token's count is what bounds them; crossing saves count once.
    if (own && (await limited())) {
      await deleteDraft(tx, draft.id)
      return refused
    }
    await noteSuspicion(tx, call.meta.ip, 'draft.created')
    return { draft, secret: first }
  }
  const crossed = free ? await lockDraft(tx, first) : null
  if (crossed?.campaignId === campaign.id) return { draft: crossed, secret: first }
  if (await limited()) return refused
  const secret = randomSecret()
  const fresh = await createDraft(tx, { ...made, id: randomUUID(), secret })
  if (!fresh) throw new Error('Two random secrets were equal')
  await noteSuspicion(tx, call.meta.ip, 'draft.created')
  return { draft: fresh, secret }
}

/** What a client sends beside the protocol has no effect; it is counted, since a browser of ours never does it. */
async function noteIgnored(tx: Tx, call: Call, draftId: string, unknownKeys: number): Promise<void> {
  const count = call.ignored + unknownKeys
  if (count === 0) return
  log.warn('input.ignored', { draftId, count })
  await noteSuspicion(tx, call.meta.ip, 'input.ignored', count)
}

const same = (a: Answers, b: Answers) => a === b || sorted(a) === sorted(b)
const sorted = (answers: Answers) =>
  JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : Number(a > b))))

export const stateOf = (draft: Draft, secret: string): DraftState => ({
  secret,
  revision: draft.revision,
  savedAt: draft.savedAt.toISOString(),
  expiresAt: draft.expiresAt.toISOString(),
})
