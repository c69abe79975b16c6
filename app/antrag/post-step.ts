import 'server-only'
import { headers } from 'next/headers'
import type { PageLinks } from '@/components/form/contract'
import { urlOf } from '@/components/form/history'
import { makeStartToken } from '@/lib/campaigns/start-token'
import type { Gone } from '@/lib/drafts/later-protocol'
import { type RequestMeta, sameOrigin } from '@/lib/drafts/meta'
import { save } from '@/lib/drafts/service'
import { formFor } from '@/lib/forms'
import { stepView } from '@/lib/forms/engine'
import type { Form, Lang, Length } from '@/lib/forms/engine/types'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { submit } from '@/lib/submissions/submit'
import { campaignOf } from './campaign-view'
import { type KnownDraft, readDraftCookie, writeDraftCookie } from './draft-cookie'
import { linksFor, REVIEW, SENT, withRemark } from './links'
import { posted } from './posted'
import type { NotStored } from './posted-page'
import { envFor, lengthOf } from './shown'

type Post = {
  data: FormData
  meta: RequestMeta
  form: Form
  links: PageLinks
  token: string
  page: string
  lang: Lang
  length: Length
}

/** An address to go to, or why what was posted is not stored. */
export type Place = string | NotStored

/**
 * The journey without JavaScript: stores what was posted in the cookie's draft and names the address to go to.
 * Questions that newly apply are shown on the same page before the person goes on.
 */
export async function postedStep(data: unknown, meta: RequestMeta): Promise<Place> {
  const page = sameOrigin(meta) ? await postedTo() : null
  if (!page || !(data instanceof FormData)) return '/'
  const { campaign, links, search } = page
  const form = formFor(campaign.product)
  if (!form) return links.base
  const lang = pageLang(search.get('sprache'))
  const length = lengthOf(search.get('laenge'))
  const token =
    textOf(data, 'token') ||
    makeStartToken({
      campaign: campaign.slug,
      length,
      lang,
      privacyVersion: campaign.privacy.versionId,
      attribution: {},
    })
  const post: Post = {
    data,
    meta,
    form,
    links,
    lang,
    length,
    token,
    page: textOf(data, 'page') || links.first,
  }
  const cookie = await readDraftCookie()
  return textOf(data, 'intent') === 'submit' ? sent(post, cookie) : stored(post, cookie)
}

const textOf = (data: FormData, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** The page that was posted to, from the request line itself. */
async function postedTo() {
  const read = await headers()
  const slug = /^\/antrag\/([a-z0-9-]{1,80})(\/|$)/.exec(read.get(requestNames.path) ?? '')?.[1]
  const campaign = slug ? await campaignOf(slug) : null
  const first = campaign && formFor(campaign.product)?.steps[0]?.id
  if (!campaign || !first) return null
  const search = new URLSearchParams(read.get(requestNames.search) ?? '')
  return { campaign, search, links: linksFor(campaign.slug, first, search) }
}

async function stored(post: Post, cookie: KnownDraft | null): Promise<Place> {
  const { data, meta, form, links, token, page, lang, length } = post
  const request = { token, page, lang, secret: cookie?.secret }
  const known = cookie ? await save({ ...request, intent: 'load', changes: [] }, meta) : null
  // Not to be read for now is not gone: what was posted stays on its page and belongs to that draft.
  if (known?.kind === 'limited' || known?.kind === 'failed') return { kind: known.kind }
  if (known?.kind === 'sent' && page !== links.first) return urlOf(links, SENT)
  const draft = known?.kind === 'saved' ? cookie : null
  const stands = known?.kind === 'saved' ? known.view : stepView(form, {}, envFor(lang, length), links.first)
  // Posted from a page that the draft does not have (any more): show the one it has.
  if (stands?.kind !== 'step' || stands.page !== page)
    return known?.kind === 'gone' ? startAgain(links, known) : urlOf(links, stands?.page ?? links.first)

  const { changes, appeared } = posted(stands, data)
  // Nothing typed and nothing stored: the page itself can say what is missing.
  if (!draft && changes.length === 0) return withRemark(links, page, { fehler: '1' })
  const stay = appeared.length > 0
  const result = await save(
    {
      ...request,
      secret: draft?.secret,
      intent: stay ? 'autosave' : 'next',
      ...(draft?.reviewed && !stay && { to: REVIEW }),
      changes,
    },
    meta,
  )
  switch (result.kind) {
    case 'saved': {
      const next = result.view?.page ?? page
      const reviewed = draft?.reviewed === true || next === REVIEW
      await writeDraftCookie({ secret: result.draft.secret, reviewed })
      return stay ? withRemark(links, page, { meldung: 'neu' }) : urlOf(links, next)
    }
    case 'invalid':
      await writeDraftCookie({ secret: result.draft.secret, reviewed: draft?.reviewed === true })
      return withRemark(links, page, { fehler: '1' })
    case 'conflict':
      return { kind: 'conflict', conflicts: result.conflicts }
    case 'sent':
      return urlOf(links, SENT)
    case 'gone':
      return startAgain(links, result)
    // Nobody is asked to prove who has not said that he can.
    case 'prove':
      return { kind: 'failed' }
    case 'limited':
    case 'tooLarge':
    case 'refused':
    case 'failed':
      return { kind: result.kind }
  }
}

/** The draft that the cookie names is gone: the first page says so. */
const startAgain = (links: PageLinks, { ended }: Gone): string =>
  withRemark(links, links.first, { meldung: ended ? 'goneEnded' : 'gone' })

async function sent({ data, meta, links, token, lang }: Post, cookie: KnownDraft | null): Promise<string> {
  if (!cookie) return urlOf(links, links.first)
  const privacyVersion = textOf(data, 'privacyVersion')
  const trap = textOf(data, 'website') !== ''
  const mailCopy = textOf(data, 'mailCopy') !== ''
  const consents = data.getAll('consent').filter((one) => typeof one === 'string')
  const boxes = { trap, mailCopy, consents }
  const request = { token, secret: cookie.secret, revision: 0, lang, privacyVersion, ...boxes }
  const result = await submit(request, meta)
  switch (result.kind) {
    case 'sent':
      return urlOf(links, SENT)
    case 'incomplete':
      return withRemark(links, result.view.page, { fehler: '1' })
    case 'gone':
      return startAgain(links, result)
    // Nobody is asked to prove who has not said that he can.
    case 'prove':
    case 'privacyChanged':
    case 'limited':
    case 'refused':
    case 'failed':
      return withRemark(links, REVIEW, { meldung: result.kind })
  }
}
