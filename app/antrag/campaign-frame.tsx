import type { ReactNode } from 'react'
import type { PageLinks } from '@/components/form/contract'
import { urlOf } from '@/components/form/history'
import { Header } from '@/components/ui/header'
import { type Choice, LanguageSwitch } from '@/components/ui/language-switch'
import { SkipLink } from '@/components/ui/skip-link'
import type { CampaignPage } from '@/lib/campaigns'
import type { Lang } from '@/lib/forms/engine/types'
import { pageWords } from '@/lib/words'
import { inLanguage } from './links'

const main = 'inhalt'

type Props = {
  campaign: CampaignPage
  links: PageLinks
  page: string
  lang: Lang
  /** Inside somebody else's page; `around` is that page's origin and the frame's name, if it may hear of the form. */
  framed?: Framed
  children: ReactNode
}
export type Framed = { nonce: string; around: { page: string; id: string } | null }

/** What stands around every page of a campaign. */
export function CampaignFrame({ campaign, links, page, lang, framed, children }: Props) {
  const say = pageWords(lang)
  const choice = (code: Lang, name: string): Choice => ({
    code,
    name,
    short: code.toUpperCase(),
    href: inLanguage(links, page, code),
    current: code === lang,
  })
  const languages = (
    <LanguageSwitch
      label={say('language')}
      choices={[choice('de', say('german')), choice('en', say('english'))]}
    />
  )
  if (framed) return <Inside {...{ campaign, links, page, framed, languages, say, children }} />
  return (
    <>
      <SkipLink to={main} text={say('skip')} />
      <Header name={campaign.firm} logo={campaign.logo} notice={campaign.test ? say('testMode') : undefined}>
        {languages}
      </Header>
      <main id={main}>{children}</main>
    </>
  )
}

type InsideProps = Pick<Props, 'campaign' | 'links' | 'page' | 'children'> & {
  framed: Framed
  languages: ReactNode
  say: ReturnType<typeof pageWords>
}

/**
 * The same inside a frame: the page around has the firm's face, so no header stands here. A frame that may not keep its origin can
 * load no script of ours but what stands in the page, which then shows the way out.
 */
function Inside({ campaign, links, page, framed, languages, say, children }: InsideProps) {
  const { nonce, around } = framed
  const outside = urlOf({ ...links, query: withoutFrame(links.query) }, page)
  return (
    <div id="rahmen">
      {campaign.test ? <p className="bg-surface px-4 py-2 text-center text-sm">{say('testMode')}</p> : null}
      <p id="fenster" className="notice m-4" hidden>
        {say('noScripts')}{' '}
        <a href={outside} target="_blank" rel="noopener">
          {say('newWindow')}
        </a>
      </p>
      <noscript>
        <p className="notice m-4">
          {say('noScripts')}{' '}
          <a href={outside} target="_blank" rel="noopener">
            {say('newWindow')}
          </a>
        </p>
      </noscript>
      <script
        nonce={nonce}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; a frame without its origin loads no file
        dangerouslySetInnerHTML={{
          __html: "if(origin==='null')document.getElementById('fenster').hidden=false",
        }}
      />
      <main id={main}>{children}</main>
      <div className="page pt-0">{languages}</div>
      {around ? (
        <script
          async
          src="/embed/frame.js"
          nonce={nonce}
          suppressHydrationWarning
          data-id={around.id}
          data-page={around.page}
        />
      ) : null}
    </div>
  )
}

/** Top-level nobody is around. */
function withoutFrame(query: string): string {
  const kept = new URLSearchParams(query)
  kept.delete('einbettung')
  kept.delete('seite')
  return kept.size > 0 ? `?${kept}` : ''
}
