import { headers } from 'next/headers'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { campaignOf } from './antrag/campaign-view'

/** The demo's campaigns, and how the link to each is named. */
const demos = [
  { slug: 'musterberatung', de: 'Beispiel: Baufinanzierung', en: 'Example: mortgage' },
  { slug: 'musterkredit', de: 'Beispiel: Ratenkredit', en: 'Example: consumer loan' },
] as const

/** The bare address: says what this is and lists nothing. The demo's campaigns are linked where they have been seeded. */
export default async function StartPage() {
  const lang = pageLang((await headers()).get(requestNames.lang))
  const campaigns = await Promise.all(demos.map(({ slug }) => campaignOf(slug)))
  const open = demos.filter((_, at) => campaigns[at]?.test && !campaigns[at]?.closed)
  const text = {
    de: { lead: 'Formulare für Anfragen zu Baufinanzierungen und Ratenkrediten.', query: '' },
    en: { lead: 'Forms for enquiries about mortgages and consumer loans.', query: '?sprache=en' },
  }[lang]
  return (
    <main className="page">
      <h1>Selbstauskunft</h1>
      <p className="lead">{text.lead}</p>
      {open.map((demo) => (
        <p key={demo.slug} className="mt-6">
          <a className="second" href={`/antrag/${demo.slug}${text.query}`}>
            {demo[lang]}
          </a>
        </p>
      ))}
    </main>
  )
}
