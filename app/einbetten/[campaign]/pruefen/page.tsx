import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { campaignOf } from '@/app/antrag/campaign-view'
import { checkPageOf, type PageCheck } from '@/lib/embed/check'
import { framingPages } from '@/lib/embed/known-pages'
import { pageLang } from '@/lib/http/page-request'
import { embedWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

export const dynamic = 'force-dynamic'

type Query = { [name: string]: string | string[] | undefined }
type Props = { params: Promise<{ campaign: string }>; searchParams: Promise<Query> }
type Words = ReturnType<typeof embedWords>

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: embedWords(pageLang(one((await searchParams).sprache))).checkTitle }
}

function sentence(check: PageCheck, words: Words): string {
  switch (check.kind) {
    case 'none':
      return words.checkNone
    case 'noAddress':
      return fill(words.checkNoAddress, { page: check.page })
    case 'allowed':
      return fill(words.checkYes, check)
    case 'http':
      return fill(words.checkHttp, check)
    case 'local':
      return fill(words.checkLocal, check)
    case 'closed':
      return fill(words.checkClosed, check)
    case 'similar':
      return fill(words.checkSimilar, check)
    case 'missing':
      return fill(words.checkMissing, check)
  }
}

/** The self-test: may this page show the form, and if not, why and what to do. */
export default async function CheckPage({ params, searchParams }: Props) {
  const { campaign: slug } = await params
  const query = await searchParams
  const campaign = await campaignOf(slug)
  if (!campaign) return notFound()
  const lang = pageLang(one(query.sprache))
  const words = embedWords(lang)
  const seite = one(query.seite)
  const check = checkPageOf(seite, await framingPages(slug), campaign.closed)
  return (
    <main id="inhalt" className="page">
      <h1>{words.checkTitle}</h1>
      <p className="notice" data-tone={check.kind === 'allowed' ? 'info' : 'warn'} data-check={check.kind}>
        {sentence(check, words)}
      </p>
      <form>
        {lang === 'en' ? <input type="hidden" name="sprache" value="en" /> : null}
        <label htmlFor="seite" className="block font-semibold">
          {words.checkLabel}
        </label>
        <input
          id="seite"
          name="seite"
          defaultValue={seite?.slice(0, 300)}
          className="control w-full"
          inputMode="url"
          autoComplete="url"
        />
        <p className="actions">
          <button type="submit" className="second">
            {words.checkPress}
          </button>
        </p>
      </form>
      <p>{words.checkElse}</p>
      <p>
        <a href={`/einbetten/${slug}${lang === 'en' ? '?sprache=en' : ''}`}>{words.back}</a>
      </p>
    </main>
  )
}
