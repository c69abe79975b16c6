import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { securityMail } from '@/lib/http/security-contact'
import { pageWords } from '@/lib/words'

const langOfPage = async () => pageLang((await headers()).get(requestNames.lang))

export async function generateMetadata(): Promise<Metadata> {
  return { title: pageWords(await langOfPage())('disclosureTitle') }
}

/** How to tell us about a weakness (trust.md S40); `security.txt` leads here. */
export default async function DisclosurePage() {
  const say = pageWords(await langOfPage())
  const address = securityMail()
  return (
    <main className="page">
      <h1>{say('disclosureTitle')}</h1>
      <p className="lead">{say('disclosure')}</p>
      {address ? (
        <p className="mt-4">
          <a className="plain" href={`mailto:${address}`}>
            {address}
          </a>
        </p>
      ) : null}
      <p className="mt-4">{say('disclosurePromise')}</p>
      <p className="mt-4">{say('disclosureRules')}</p>
    </main>
  )
}
