import { headers } from 'next/headers'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { campaignOf } from './antrag/campaign-view'

const demo = 'musterberatung'

/** The bare address: says what this is and lists nothing. The demo's campaign is linked where it has been seeded. */
export default async function StartPage() {
  const lang = pageLang((await headers()).get(requestNames.lang))
  const campaign = await campaignOf(demo)
  const text = {
    de: { lead: 'Formulare für Anfragen zu Baufinanzierungen.', demo: 'Beispiel öffnen', query: '' },
    en: { lead: 'Forms for mortgage enquiries.', demo: 'Open the example', query: '?sprache=en' },
  }[lang]
  return (
    <main className="page">
      <h1>Selbstauskunft</h1>
      <p className="lead">{text.lead}</p>
      {campaign?.test ? (
        <p className="mt-6">
          <a className="second" href={`/antrag/${demo}${text.query}`}>
            {text.demo}
          </a>
        </p>
      ) : null}
    </main>
  )
}
