import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { conflictLines } from '@/components/form/conflict-lines'
import type { PageLinks } from '@/components/form/contract'
import { FormFoot } from '@/components/form/form-foot'
import { urlOf } from '@/components/form/history'
import { StepForm } from '@/components/form/step-form'
import { Notice } from '@/components/ui/notice'
import { type CampaignPage, readAttribution } from '@/lib/campaigns'
import { makeStartToken } from '@/lib/campaigns/start-token'
import type { Lang } from '@/lib/forms/engine/types'
import { pageLang } from '@/lib/http/page-request'
import { type FormWords, pageWords, wordsFor } from '@/lib/words'
import { loadStep, lookupPlz, postStep, saveStep, submitDraft } from '../../actions'
import { CampaignFrame } from '../../campaign-frame'
import { formCampaign, rateExampleOf } from '../../campaign-view'
import { framedBy } from '../../framed'
import { inLength, linksFor } from '../../links'
import { withPosted } from '../../posted'
import { unstoredPost } from '../../posted-page'
import { remarkFor } from '../../remark'
import { lengthOf, shownAt } from '../../shown'

export const dynamic = 'force-dynamic'

type Query = { [name: string]: string | string[] | undefined }
type Props = { params: Promise<{ campaign: string; step?: string[] }>; searchParams: Promise<Query> }

const single = (query: Query, name: string): string | undefined => {
  const value = query[name]
  return typeof value === 'string' ? value : value?.[0]
}

async function addressed({ params, searchParams }: Props) {
  const { campaign, step = [] } = await params
  const query = await searchParams
  const lang = pageLang(single(query, 'sprache'))
  const length = lengthOf(single(query, 'laenge'))
  const shown = await shownAt(campaign, step.join('/'), lang, length, single(query, 'fehler') === '1')
  const kept = new URLSearchParams()
  for (const name of ['sprache', 'laenge', 'einbettung', 'seite']) {
    const value = single(query, name)
    if (value) kept.set(name, value)
  }
  return { query, lang, length, shown, kept }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { lang, shown } = await addressed(props)
  switch (shown.kind) {
    case 'page':
      return { title: shown.title }
    case 'closed':
      return { title: pageWords(lang)('closedTitle') }
    case 'unknown':
    case 'elsewhere':
      return {}
  }
}

/** One page of the form (architecture §2.1): the first with its controls, a later one as far as its draft is known. */
export default async function FormPage(props: Props) {
  const { query, lang, length, shown, kept } = await addressed(props)
  switch (shown.kind) {
    case 'unknown':
      return notFound()
    case 'elsewhere':
      return redirect(urlOf(linksFor((await props.params).campaign, shown.first, kept), shown.page))
    case 'closed':
      return <Closed campaign={shown.campaign} lang={lang} kept={kept} />
    case 'page': {
      const { campaign, page, first, content } = shown
      const links = linksFor(campaign.slug, first, kept)
      const from = content.receipt ? new Date(content.receipt.acceptedAt) : new Date()
      const token = makeStartToken({
        campaign: campaign.slug,
        length,
        lang,
        privacyVersion: campaign.privacy.versionId,
        attribution: readAttribution(query),
      })
      const words = wordsFor(lang, campaign.product)
      const view = formCampaign(campaign, lang, links, from)
      const unstored = await unstoredPost()
      const remark = remarkFor(unstored?.kind ?? single(query, 'meldung'), words, view, lang)
      const drawn =
        unstored && content.view?.kind === 'step' ? withPosted(content.view, unstored.data) : content.view
      return (
        <CampaignFrame framed={await framedBy(campaign.slug)} {...{ campaign, links, page, lang }}>
          {length === 'full' ? <NeedsScript links={links} words={words} /> : null}
          {unstored?.kind === 'conflict' ? (
            <Conflicting
              lines={conflictLines(
                unstored.conflicts,
                content.view?.kind === 'step' ? content.view.fields : [],
                words,
              )}
              href={urlOf(links, page)}
              words={words}
            />
          ) : null}
          {remark ? (
            <div className="page pb-0">
              <Notice tone="warn">{remark}</Notice>
            </div>
          ) : null}
          <StepForm
            key={page}
            {...content}
            view={drawn}
            token={token}
            lang={lang}
            words={words}
            campaign={{ ...view, rateExample: rateExampleOf(campaign, lang, length) }}
            links={links}
            actions={{ saveStep, loadStep, submitDraft, postStep, lookupPlz }}
          />
        </CampaignFrame>
      )
    }
  }
}

/**
 * Without a script two windows contradict each other: what was posted stands in the page and counts with the next press, the other one is
 * a link away.
 */
function Conflicting({ lines, href, words }: { lines: readonly string[]; href: string; words: FormWords }) {
  return (
    <div className="page pb-0">
      <Notice tone="warn">
        <p>{words.conflictLead}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>
          {words.conflictNext} <a href={href}>{words.conflictTheirs}</a>
        </p>
      </Notice>
    </div>
  )
}

/** Lists and live pages need a script; the short form does not. */
function NeedsScript({ links, words }: { links: PageLinks; words: FormWords }) {
  return (
    <noscript>
      <div className="page pb-0">
        <Notice>
          {words.fullNoScript} <a href={inLength(links, 'kurz')}>{words.fullNoScriptLink}</a>
        </Notice>
      </div>
    </noscript>
  )
}

function Closed({ campaign, lang, kept }: { campaign: CampaignPage; lang: Lang; kept: URLSearchParams }) {
  const say = pageWords(lang)
  const links = linksFor(campaign.slug, '', kept)
  return (
    <CampaignFrame campaign={campaign} links={links} page="" lang={lang}>
      <div className="page">
        <h1>{say('closed')}</h1>
        {campaign.telephone ? (
          <p className="lead">
            {campaign.firm}: <a href={campaign.telephone.href}>{campaign.telephone.display}</a>
            {campaign.hours ? `, ${campaign.hours[lang]}` : ''}
          </p>
        ) : null}
        <FormFoot
          campaign={formCampaign(campaign, lang, links, new Date())}
          words={wordsFor(lang, campaign.product)}
        />
      </div>
    </CampaignFrame>
  )
}
