import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { pageWords } from '@/lib/words'

async function words() {
  return pageWords(pageLang((await headers()).get(requestNames.lang)))
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words())('notFoundTitle') }
}

export default async function NotFound() {
  const say = await words()
  return (
    <main className="page">
      <h1>{say('notFoundTitle')}</h1>
      <p className="lead">{say('notFound')}</p>
    </main>
  )
}
