import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import type { StepFormProps } from '@/components/form/contract'
import { titleOf as pageTitle } from '@/components/form/title'
import type { CampaignPage } from '@/lib/campaigns'
import { showsOf } from '@/lib/campaigns/rate-example'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { save } from '@/lib/drafts/service'
import { berlinToday } from '@/lib/drafts/today'
import { formFor } from '@/lib/forms'
import { checkPage, overview, reviewView, stepView, timed } from '@/lib/forms/engine'
import type { Env, Form, Lang, Length } from '@/lib/forms/engine/types'
import { paceAt } from '@/lib/funnel/pace'
import { ownMeta } from '@/lib/http/request-meta'
import { receiptFor } from '@/lib/submissions/receipt'
import { pageWords, wordsFor } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { campaignOf } from './campaign-view'
import { readDraftCookie } from './draft-cookie'
import { isPage, REVIEW, SENT } from './links'

type Content = Pick<StepFormProps, 'view' | 'pending' | 'draft' | 'receipt' | 'steps'>
export type Shown =
  | { kind: 'unknown' }
  | { kind: 'closed'; campaign: CampaignPage }
  /** The draft is not this far, or has been sent: the page to show instead. */
  | { kind: 'elsewhere'; page: string; first: string }
  | {
      kind: 'page'
      campaign: CampaignPage
      form: Form
      page: string
      first: string
      title: string
      content: Content
    }

/** What `laenge` in an address asks for; the short form unless it says otherwise. */
export const lengthOf = (asked: string | null | undefined): Length => (asked === 'voll' ? 'full' : 'short')
export const envFor = (lang: Lang, length: Length, campaign?: CampaignPage): Env => ({
  length,
  lang,
  today: berlinToday(),
  ...(campaign && showsOf(campaign)),
})

/**
 * What an address shows. Without a draft that the cookie names, only the first page has controls and a later one
 * has its title. Viewing creates nothing. Read once per request for the title and the page alike.
 */
export const shownAt = cache(
  async (slug: string, path: string, lang: Lang, length: Length, wrong: boolean): Promise<Shown> => {
    const campaign = await campaignOf(slug)
    if (!campaign) return { kind: 'unknown' }
    const form = formFor(campaign.product)
    const first = form?.steps[0]?.id
    if (campaign.closed || !form || !first) return { kind: 'closed', campaign }
    const page = path || first
    if (!isPage(form, page)) return { kind: 'unknown' }
    const env = envFor(lang, length, campaign)
    const known = await fromCookie(campaign, form, page, env, wrong)
    if (typeof known === 'string') return { kind: 'elsewhere', page: known, first }
    const content = known ?? (await withoutDraft(slug, form, page, env, wrong))
    return {
      kind: 'page',
      campaign,
      form,
      page,
      first,
      title: titleOf(content, lang, campaign),
      content,
    }
  },
)

/** The page of the cookie's draft; the id of another page to show; null when no draft is known. */
async function fromCookie(
  campaign: CampaignPage,
  form: Form,
  page: string,
  env: Env,
  wrong: boolean,
): Promise<Content | string | null> {
  const { lang, length } = env
  const cookie = await readDraftCookie()
  if (!cookie) return null
  const receipt = await receiptFor(cookie.secret)
  const first = form.steps[0]?.id
  // Who comes back to the first page after sending starts anew.
  if (receipt) return page === SENT ? { receipt } : page === first ? null : SENT
  if (page === SENT) return null
  const token = makeStartToken({
    campaign: campaign.slug,
    length,
    lang,
    privacyVersion: campaign.privacy.versionId,
    attribution: {},
  })
  const meta = ownMeta(await headers())
  const request = { token, secret: cookie.secret, page, lang, changes: [] }
  if (wrong) {
    const checked = await save({ ...request, intent: 'next' }, meta)
    if (checked.kind === 'invalid') return { view: checked.view, draft: checked.draft }
  }
  const loaded = await save({ ...request, intent: 'load' }, meta)
  // The draft is there: nothing empty may stand on its page, to be sent over it.
  if (loaded.kind === 'limited' || loaded.kind === 'failed') return untold(form, page, env)
  if (loaded.kind !== 'saved' || !loaded.view) return null
  const { view, draft, steps } = loaded
  return view.page === page ? { view, draft, steps } : view.page
}

async function withoutDraft(
  slug: string,
  form: Form,
  page: string,
  env: Env,
  wrong: boolean,
): Promise<Content> {
  const first = form.steps[0]?.id
  if (page === first) {
    const found = wrong ? checkPage(form, {}, env, first) : undefined
    const steps = env.length === 'full' ? { steps: overview(form, {}, env) } : {}
    const view = stepView(form, {}, env, first, found)
    const pace = await paceAt(slug, form, env.length)
    return { view: (view && timed(view, form, {}, env, pace)) ?? undefined, ...steps }
  }
  return untold(form, page, env)
}

/** A page without what the draft holds. */
function untold(form: Form, page: string, env: Env): Content {
  const { lang } = env
  if (page === SENT) {
    const heading = pageWords(lang)('sentHeading')
    return { pending: { page, title: heading, heading } }
  }
  if (page === REVIEW) {
    const { title, heading } = reviewView(form, {}, env)
    return { pending: { page, title, heading } }
  }
  const step = form.steps.find((one) => one.id === page.split('/')[0] && one.in.includes(env.length))
  return { pending: { page, title: step?.title[lang] ?? '', heading: step?.heading[lang] ?? '' } }
}

function titleOf({ view, pending }: Content, lang: Lang, { firm, product }: CampaignPage): string {
  const words = wordsFor(lang, product)
  if (view) {
    const title = pageTitle(view, words, firm)
    return view.kind === 'step' && view.errors.length > 0 ? fill(words.titleError, { title }) : title
  }
  return pending ? `${pending.title} – ${firm}` : fill(words.titleSent, { firm })
}
