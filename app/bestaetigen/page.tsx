import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { confirmPageWords } from '@/lib/words'
import { ConfirmAddress } from './confirm-address'

export const dynamic = 'force-dynamic'

const wordsOfPage = async () => confirmPageWords(pageLang((await headers()).get(requestNames.lang)))

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await wordsOfPage()).title }
}

/** Behind the link that asks to confirm an address. Opening it confirms nothing; the button does. */
export default async function ConfirmPage() {
  const words = await wordsOfPage()
  return (
    <main className="page">
      <ConfirmAddress words={words} />
      <noscript>
        <p className="lead">{words.noScript}</p>
      </noscript>
    </main>
  )
}
