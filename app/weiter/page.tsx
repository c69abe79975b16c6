import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { resumeWords } from '@/lib/words'
import { Resume } from './resume'

export const dynamic = 'force-dynamic'

const langOfPage = async () => pageLang((await headers()).get(requestNames.lang))

export async function generateMetadata(): Promise<Metadata> {
  return { title: resumeWords(await langOfPage()).title }
}

/** Behind the link of a letter. Its secret stands in the fragment, so the server learns of it by a button only. */
export default async function ResumePage() {
  const lang = await langOfPage()
  const words = resumeWords(lang)
  return (
    <main className="page">
      <Resume lang={lang} words={words} />
      <noscript>
        <p className="lead">{words.noScript}</p>
      </noscript>
    </main>
  )
}
