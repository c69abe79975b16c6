import type { DrkleinCase } from './drklein'
import type { Answer, Json } from './http'
import { labelOf, wordsOf } from './labels'
import { at, escaped, page, type Row, section, time } from './pages'

/** A received Vorgang of Dr. Klein Ratenkredit as the advisor would see it: numbers, events, referrer, partner and the case itself. */

const texts = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

function nameOf(item: DrkleinCase, person: 'antragsteller1' | 'antragsteller2'): string {
  const part = (name: string) => at(item.body, 'vorgang', person, 'personendaten', name)
  return [part('vorname'), part('nachname')].filter((name) => typeof name === 'string').join(' ')
}

function purposeOf(item: DrkleinCase): string {
  const purpose = at(item.body, 'vorgang', 'finanzbedarf', 'finanzierungszweck')
  return typeof purpose === 'string' ? `Ratenkredit: ${wordsOf(purpose)}` : 'Ratenkredit'
}

export const drkleinRow = (item: DrkleinCase): Row => ({
  href: `/drklein/vorgang/${item.europaceVorgangsnummer}`,
  number: item.europaceVorgangsnummer,
  people: [nameOf(item, 'antragsteller1'), nameOf(item, 'antragsteller2')].filter(Boolean).join(' und '),
  purpose: purposeOf(item),
  at: item.erstelltAm,
  mode: item.environment === 'PRODUCTION' ? 'Echtgeschäft' : 'Test',
})

export function drkleinPage(item: DrkleinCase): Answer {
  const { vorgang, partner, tippgeber, kommentare } = item.body
  const { leadquelle, ...document } =
    typeof vorgang === 'object' && vorgang !== null && !Array.isArray(vorgang) ? vorgang : {}
  const facts = section('Vorgang', {
    Vorgangsnummer: item.europaceVorgangsnummer,
    'Vorgangsnummer Dr. Klein': item.drkleinrkVorgangsnummer,
    'CRM-Kennung': item.crmKennung,
    Eingegangen: time(item.erstelltAm),
    Stufe: item.environment === 'PRODUCTION' ? 'Echtgeschäft' : 'Entwicklung',
    ...(leadquelle !== undefined && { Leadquelle: leadquelle }),
  })
  const lost = item.messages.map((message) => `<p class="bad">${escaped(message)}</p>`)
  const events = texts(kommentare).map((event) => `<li>${escaped(event)}</li>`)
  const comments =
    events.length > 0 ? `<section><h2>Ereignisse</h2><ul>${events.join('')}</ul></section>` : ''
  const parts = Object.entries({ ...document, tippgeber, partner }).flatMap(([name, value]) =>
    value === undefined ? [] : section(labelOf(name), value),
  )
  return page(
    `Vorgang ${item.europaceVorgangsnummer}`,
    `${lost.join('')}${facts}${comments}${parts.join('')}`,
  )
}
