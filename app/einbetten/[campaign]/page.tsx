import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { campaignOf } from '@/app/antrag/campaign-view'
import { EventStream } from '@/components/embed/event-stream'
import { framingPages } from '@/lib/embed/known-pages'
import { embedMode, embedModes, snippetFor } from '@/lib/embed/snippet'
import { env } from '@/lib/env'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { embedWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

export const dynamic = 'force-dynamic'

type Query = { [name: string]: string | string[] | undefined }
type Props = { params: Promise<{ campaign: string }>; searchParams: Promise<Query> }

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]
const WIDTHS = [360, 768, 1024] as const

async function asked({ params, searchParams }: Props) {
  const { campaign: slug } = await params
  const query = await searchParams
  const campaign = await campaignOf(slug)
  const lang = pageLang(one(query.sprache))
  return { slug, campaign, lang, words: embedWords(lang), mode: embedMode(one(query.art)) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { campaign, words } = await asked(props)
  return campaign ? { title: fill(words.title, { firm: campaign.firm }) } : {}
}

/** Snippet, live preview at three widths and what the page around hears. */
export default async function EmbedPage(props: Props) {
  const { slug, campaign, lang, words, mode } = await asked(props)
  if (!campaign) return notFound()
  const app = new URL(env().APP_URL).origin
  const nonce = (await headers()).get(requestNames.nonce) ?? undefined
  const pages = await framingPages(slug)
  const snippet = snippetFor({ app, slug, mode, lang, fallback: words.newWindow })
  const sprache = lang === 'en' ? '&sprache=en' : ''
  return (
    <main id="inhalt" className="mx-auto max-w-[72rem] px-4 py-8 md:px-6">
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <nav aria-label={words.mode} className="mb-4 flex flex-wrap gap-x-4">
        {embedModes.map((each) => (
          <a
            key={each}
            href={`/einbetten/${slug}?art=${each}${sprache}`}
            aria-current={each === mode ? 'true' : undefined}
          >
            {words[each]}
          </a>
        ))}
      </nav>
      <h2 id="snippet">{words.snippet}</h2>
      <pre className="notice text-sm whitespace-pre-wrap wrap-anywhere">
        <code>{snippet}</code>
      </pre>
      <p>{fill(words.policy, { policy: `script-src ${app}; frame-src ${app}` })}</p>
      <h2>{words.consentTitle}</h2>
      <p>{words.consent}</p>
      <h2>{words.allowed}</h2>
      {pages.length > 0 ? (
        <ul className="bullets">
          {pages.map((page) => (
            <li key={page}>{page}</li>
          ))}
        </ul>
      ) : (
        <p>{words.noneAllowed}</p>
      )}
      <form action={`/einbetten/${slug}/pruefen`} className="mb-6">
        {lang === 'en' ? <input type="hidden" name="sprache" value="en" /> : null}
        <label htmlFor="seite" className="block font-semibold">
          {words.checkLabel}
        </label>
        <div className="flex flex-wrap gap-2">
          <input id="seite" name="seite" className="control grow" inputMode="url" autoComplete="url" />
          <button type="submit" className="second">
            {words.checkPress}
          </button>
        </div>
      </form>
      <h2>{words.preview}</h2>
      <script async src="/embed.js" nonce={nonce} suppressHydrationWarning />
      {WIDTHS.map((width) => (
        <section key={width} aria-label={`${words.preview} ${width} px`} className="mb-8 overflow-x-auto">
          <h3>{width} px</h3>
          <div className={`w-[${width}px] border border-line`} data-width={width}>
            <div data-selbstauskunft={slug} data-lang={lang} data-mode={mode === 'page' ? 'inline' : mode} />
          </div>
        </section>
      ))}
      <h2>{words.events}</h2>
      <EventStream hint={words.eventsHint} none={words.noEvents} />
    </main>
  )
}
