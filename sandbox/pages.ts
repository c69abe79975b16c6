import type { Case } from './cases'
import type { Answer, Json } from './http'
import type { Entry } from './journal'
import { labelOf, wordsOf } from './labels'
import type { Mail } from './mail'

/** Pages for people: the received cases as an advisor would see them, the mailbox and the journal. */

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 0 auto; padding: 1rem 1rem 4rem }
nav a { margin-right: 1rem }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin: 1.5rem 0 .25rem } h3 { font-size: 1rem; margin: .75rem 0 .25rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid #8885; vertical-align: top }
dl { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: .15rem 1rem; margin: .25rem 0 }
dt { color: GrayText } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap }
section section { margin-left: .75rem; padding-left: .75rem; border-left: 2px solid #8885 }
pre { overflow: auto; background: #8881; padding: .75rem; border-radius: .5rem } .note { color: GrayText }
.bad { color: #b3261e; font-weight: 600 } @media (prefers-color-scheme: dark) { .bad { color: #f2b8b5 } }`

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

export function page(title: string, content: string): Answer {
  const nav = '<nav><a href="/">Vorgänge</a><a href="/post">Postfach</a><a href="/journal">Journal</a></nav>'
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
    text: `<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} – Sandbox</title><style>${style}</style>${nav}<main><h1>${escaped(title)}</h1>${content}</main></html>`,
  }
}

export const time = (at: Date | string): string =>
  new Date(at).toLocaleString('de-DE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'medium',
    timeStyle: 'medium',
  })

/** Both platforms' cases together, newest change first. */
export function casesPage(cases: readonly Row[]): Answer {
  const rows = cases
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .map(
      ({ href, number, people, purpose: what, at: changed, mode }) =>
        `<tr><td><a href="${href}">${number}</a></td><td>${escaped(people || '–')}</td>
<td>${escaped(what)}</td><td>${time(changed)}</td><td>${mode}</td></tr>`,
    )
  const table = `<table><thead><tr><th>Vorgang</th><th>Kunden</th><th>Vorhaben</th><th>Geändert</th><th>Modus</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`
  const empty =
    '<p class="note">Noch ist kein Vorgang eingegangen. Diese Seite zeigt, was bei der Beratung ankommt.</p>'
  return page('Eingegangene Vorgänge', cases.length > 0 ? table : empty)
}

export function casePage(item: Case): Answer {
  const facts = section('Vorgang', {
    Vorgangsnummer: item.vorgangsnummer,
    Eingegangen: time(item.erstelltAm),
    Status: item.status,
    'Letztes Ereignis': time(item.letztesEreignis),
    Kundenbetreuer: item.kundenbetreuer,
    ...item.metadaten,
  })
  const lost = item.dropped.length
    ? `<p class="bad">Nicht übernommen (der Schnittstelle unbekannt): ${escaped(item.dropped.join(', '))}</p>`
    : ''
  const parts = Object.entries(item.kundenangaben).map(([name, value]) => section(labelOf(name), value))
  return page(`Vorgang ${item.vorgangsnummer}`, `${lost}${facts}${parts.join('')}`)
}

/** A part of a document: leaves as a list of terms, objects and lists as sections below. */
export function section(title: string, value: Json): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return `<section><h3>${escaped(title)}</h3><p class="note">keine</p></section>`
    return value
      .map((item, index) => section(value.length > 1 ? `${title} ${index + 1}` : title, item))
      .join('')
  }
  if (typeof value !== 'object' || value === null)
    return `<section><h3>${escaped(title)}</h3>${shown(value)}</section>`
  const leaves: string[] = []
  const inner: string[] = []
  for (const [name, child] of Object.entries(value)) {
    if (typeof child === 'object' && child !== null) inner.push(section(labelOf(name), child))
    else leaves.push(`<dt>${escaped(labelOf(name))}</dt><dd>${shown(child, name)}</dd>`)
  }
  return `<section><h2>${escaped(title)}</h2><dl>${leaves.join('')}</dl>${inner.join('')}</section>`
}

const shown = (value: string | number | boolean | null, name?: string): string =>
  escaped(wordsOf(value, name))

export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  let here: Json | undefined = value
  for (const name of path) {
    if (Array.isArray(here) && typeof name === 'number') here = here[name]
    else if (typeof here === 'object' && here !== null && !Array.isArray(here)) here = here[String(name)]
    else return undefined
  }
  return here
}

/** One case in the overview. */
export type Row = { href: string; number: string; people: string; purpose: string; at: Date; mode: string }

export const rowOf = (item: Case): Row => ({
  href: `/vorgang/oeffne/${item.vorgangsnummer}`,
  number: item.vorgangsnummer,
  people: customers(item).join(' und '),
  purpose: purpose(item),
  at: item.letzteAenderung,
  mode: item.datenkontext === 'TEST_MODUS' ? 'Test' : 'Echtgeschäft',
})

function customers(item: Case): string[] {
  const households = at(item.kundenangaben, 'haushalte')
  if (!Array.isArray(households)) return []
  return households.flatMap((household) => {
    const people = at(household, 'kunden')
    if (!Array.isArray(people)) return []
    return people.map((kunde) => {
      const person = at(kunde, 'personendaten', 'person')
      return [at(person, 'vorname'), at(person, 'nachname')]
        .filter((name) => typeof name === 'string')
        .join(' ')
    })
  })
}

function purpose(item: Case): string {
  const tag = at(item.kundenangaben, 'finanzierungsbedarf', 'finanzierungszweck', '@type')
  return typeof tag === 'string' ? wordsOf(tag) : '–'
}

export function mailPage(mails: readonly Mail[]): Answer {
  const items = [...mails].reverse().map(
    (mail) => `<section><h2>${escaped(mail.subject)}</h2>
<p class="note">${time(mail.at)} · von ${escaped(mail.from)} · an ${escaped(mail.to.join(', '))}</p><pre>${escaped(mail.text)}</pre></section>`,
  )
  return page('Postfach', items.join('') || '<p class="note">Noch ist keine Nachricht eingegangen.</p>')
}

export function journalPage(entries: readonly Entry[]): Answer {
  const rows = [...entries].reverse().map((entry) => {
    const strict = entry.strict ? (entry.strict.valid ? 'gültig' : 'abgelehnt') : ''
    const errors = entry.strict?.errors.length ? `<pre>${escaped(entry.strict.errors.join('\n'))}</pre>` : ''
    return `<tr><td>${time(entry.at)}</td><td>${entry.kind}</td><td>${entry.status ?? 'abgebrochen'}</td>
<td class="${entry.strict?.valid === false ? 'bad' : ''}">${strict}</td><td>${escaped(entry.fault ?? '')}</td>
<td><details><summary>${escaped(`${entry.method} ${entry.path}`)}</summary>${errors}<pre>${escaped(JSON.stringify(entry.request, null, 2))}</pre>
<pre>${escaped(JSON.stringify(entry.response, null, 2))}</pre></details></td></tr>`
  })
  return page(
    'Journal',
    `<table><thead><tr><th>Zeit</th><th>Art</th><th>Status</th><th>Streng gelesen</th><th>Störung</th><th>Aufruf</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`,
  )
}
