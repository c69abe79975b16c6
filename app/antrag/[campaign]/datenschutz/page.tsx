import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { urlOf } from '@/components/form/history'
import { formFor } from '@/lib/forms'
import { pageLang } from '@/lib/http/page-request'
import { pageWords } from '@/lib/words'
import { CampaignFrame } from '../../campaign-frame'
import { campaignOf } from '../../campaign-view'
import { longDay } from '../../days'
import { linksFor } from '../../links'

type Query = { [name: string]: string | string[] | undefined }
type Props = { params: Promise<{ campaign: string }>; searchParams: Promise<Query> }

const langOf = ({ sprache }: Query) => pageLang(typeof sprache === 'string' ? sprache : sprache?.[0])

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const campaign = await campaignOf((await params).campaign)
  const title = campaign?.privacy.title[langOf(await searchParams)]
  return campaign ? { title: `${title} – ${campaign.firm}` } : {}
}

/** The advisor's privacy statement as it is now, with the controllers; its link may be passed on. */
export default async function PrivacyPage({ params, searchParams }: Props) {
  const campaign = await campaignOf((await params).campaign)
  if (!campaign) notFound()
  const query = await searchParams
  const lang = langOf(query)
  const say = pageWords(lang)
  const { privacy } = campaign
  const kept = new URLSearchParams(query.sprache === undefined ? {} : { sprache: lang })
  const links = linksFor(campaign.slug, formFor(campaign.product)?.steps[0]?.id ?? '', kept)
  return (
    <CampaignFrame campaign={campaign} links={links} page="datenschutz" lang={lang}>
      <article className="page">
        <h1>{privacy.title[lang]}</h1>
        <p className="mt-2 text-ink-2">{say('privacyVersion', { date: longDay(privacy.date, lang) })}</p>
        <h2 className="mt-6">{say('controllers')}</h2>
        <ul className="mt-2 grid gap-2">
          {privacy.controllers.map(({ name, role, url }) => (
            <li key={name}>
              {url ? (
                <a href={url} target="_blank" rel="noopener">
                  {name} {say('newTab')}
                </a>
              ) : (
                <strong className="font-semibold">{name}</strong>
              )}
              <br />
              {role[lang]}
            </li>
          ))}
        </ul>
        <div className="mt-6 grid gap-4">
          {privacy.body[lang].map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
        <p className="mt-8">
          <a className="plain" href={urlOf(links, links.first)}>
            {say('backToForm')}
          </a>
        </p>
      </article>
    </CampaignFrame>
  )
}
