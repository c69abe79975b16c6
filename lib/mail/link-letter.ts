import type { Lang } from '@/lib/forms/engine/types'
import { escaped, type Letter, line } from './letter'

/** Letters that carry a link. They hold nothing that a person answered: firm, dates or the reference, and the link. */
export type LinkFacts = {
  lang: Lang
  firm: string
  link: string
  test: boolean
} & (
  | { kind: 'resume' | 'reminder'; savedAt: Date; endsAt: Date }
  | { kind: 'confirm' /** As shown: SA-XXXX-XXXX. */; reference: string }
)

type Dates = { firm: string; saved: string; ends: string }
type Words = {
  hello: string
  resume: { subject: (firm: string) => string; before: (dates: Dates) => string[]; after: string[] }
  reminder: { subject: (firm: string) => string; before: (dates: Dates) => string[]; after: string[] }
  confirm: { subject: (firm: string) => string; before: (firm: string, reference: string) => string[] } & {
    after: string[]
  }
  test: string
  automatic: string
}

const words: { readonly [lang in Lang]: Words } = {
  de: {
    hello: 'Guten Tag,',
    resume: {
      subject: (firm) => `Ihr Entwurf bei ${firm}`,
      before: ({ firm, saved, ends }) => [
        `hier geht es weiter mit Ihrem Entwurf bei ${firm}. Gespeichert am ${saved}.`,
        `Wir löschen ihn am ${ends}. Der Link gilt einmal, auf jedem Gerät:`,
      ],
      after: [
        'Auf der Seite können Sie den Entwurf auch sofort löschen.',
        'Haben Sie das nicht angefordert? Dann brauchen Sie nichts zu tun.',
      ],
    },
    reminder: {
      subject: (firm) => `Ihr Entwurf bei ${firm} wird bald gelöscht`,
      before: ({ firm, saved, ends }) => [
        `Ihr Entwurf bei ${firm} vom ${saved} ist noch da. Wir löschen ihn am ${ends}.`,
        'Mit diesem Link machen Sie weiter oder löschen ihn sofort:',
      ],
      after: [
        'Möchten Sie nicht weitermachen? Dann brauchen Sie nichts zu tun. Wir erinnern Sie nur einmal.',
      ],
    },
    confirm: {
      subject: () => 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      before: (firm, reference) => [
        `zu Ihrer Anfrage ${reference} an ${firm} bestätigen Sie bitte, dass diese E-Mail-Adresse Ihnen gehört:`,
      ],
      after: [
        'Der Link gilt sieben Tage. Ihre Anfrage wird in jedem Fall bearbeitet.',
        'Haben Sie keine Anfrage gestellt? Dann brauchen Sie nichts zu tun.',
      ],
    },
    test: 'Testbetrieb: Es entsteht keine echte Anfrage.',
    automatic: 'Diese E-Mail wurde automatisch verschickt und enthält keine Ihrer Angaben.',
  },
  en: {
    hello: 'Hello,',
    resume: {
      subject: (firm) => `Your draft at ${firm}`,
      before: ({ firm, saved, ends }) => [
        `Here you can go on with your draft at ${firm}. Saved on ${saved}.`,
        `We will delete it on ${ends}. The link works once, on any device:`,
      ],
      after: [
        'On that page you can also delete the draft at once.',
        'Did you not ask for this? Then there is nothing you need to do.',
      ],
    },
    reminder: {
      subject: (firm) => `Your draft at ${firm} will be deleted soon`,
      before: ({ firm, saved, ends }) => [
        `Your draft at ${firm} of ${saved} is still here. We will delete it on ${ends}.`,
        'With this link you can go on, or delete it at once:',
      ],
      after: ['You do not want to go on? Then there is nothing you need to do. We remind you only once.'],
    },
    confirm: {
      subject: () => 'Please confirm your email address',
      before: (firm, reference) => [
        `For your enquiry ${reference} to ${firm}, please confirm that this email address is yours:`,
      ],
      after: [
        'The link works for seven days. Your enquiry is handled in any case.',
        'You did not send an enquiry? Then there is nothing you need to do.',
      ],
    },
    test: 'Test mode: no real enquiry is created.',
    automatic: 'This email was sent automatically and contains none of your details.',
  },
}

const day = (at: Date, lang: Lang) =>
  new Intl.DateTimeFormat(lang === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(at)

function partsOf(facts: LinkFacts) {
  const { lang } = facts
  const firm = line(facts.firm)
  if (facts.kind === 'confirm') {
    const { subject, before, after } = words[lang].confirm
    return { subject: subject(firm), before: before(firm, line(facts.reference)), after }
  }
  const { subject, before, after } = words[lang][facts.kind]
  const dates = { firm, saved: day(facts.savedAt, lang), ends: day(facts.endsAt, lang) }
  return { subject: subject(firm), before: before(dates), after }
}

/** The letter in plain text and HTML with the same words. Pure. */
export function linkLetter(facts: LinkFacts): Letter {
  const { lang, link } = facts
  const say = words[lang]
  const { subject, before, after } = partsOf(facts)
  const closing = [...after, ...(facts.test ? [say.test] : [])]
  const firm = line(facts.firm)
  const paragraph = (inner: string) => `<p style="margin:0 0 16px">${inner}</p>`
  return {
    subject: line(subject),
    text: [say.hello, ...before, link, ...closing, `${firm}\n${say.automatic}`].join('\n\n'),
    html: [
      `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
      '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;max-width:36em">',
      paragraph(escaped(say.hello)),
      ...before.map((sentence) => paragraph(escaped(sentence))),
      paragraph(`<a href="${escaped(link)}" rel="noreferrer">${escaped(link)}</a>`),
      ...closing.map((sentence) => paragraph(escaped(sentence))),
      paragraph(`${escaped(firm)}<br><small>${escaped(say.automatic)}</small>`),
      '</body></html>',
    ].join('\n'),
  }
}

/** The words by which an address is asked to be confirmed, without names and link: what a proof keeps the hash of. */
export function confirmWords(lang: Lang): string {
  const { subject, before, after } = words[lang].confirm
  return [subject(''), ...before('{firm}', '{reference}'), ...after].join('\n')
}
