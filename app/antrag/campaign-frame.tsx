import type { ReactNode } from 'react'
import type { PageLinks } from '@/components/form/contract'
import { Header } from '@/components/ui/header'
import { type Choice, LanguageSwitch } from '@/components/ui/language-switch'
import { SkipLink } from '@/components/ui/skip-link'
import type { CampaignPage } from '@/lib/campaigns'
import type { Lang } from '@/lib/forms/engine/types'
import { pageWords } from '@/lib/words'
import { inLanguage } from './links'

const main = 'inhalt'

type Props = { campaign: CampaignPage; links: PageLinks; page: string; lang: Lang; children: ReactNode }

/** What stands around every page of a campaign. */
export function CampaignFrame({ campaign, links, page, lang, children }: Props) {
  const say = pageWords(lang)
  const choice = (code: Lang, name: string): Choice => ({
    code,
    name,
    short: code.toUpperCase(),
    href: inLanguage(links, page, code),
    current: code === lang,
  })
  return (
    <>
      <SkipLink to={main} text={say('skip')} />
      <Header name={campaign.firm} logo={campaign.logo} notice={campaign.test ? say('testMode') : undefined}>
        <LanguageSwitch
          label={say('language')}
          choices={[choice('de', say('german')), choice('en', say('english'))]}
        />
      </Header>
      <main id={main}>{children}</main>
    </>
  )
}
