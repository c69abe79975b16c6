import type { Lang } from '@/lib/forms/engine/types'

export type Letter = { subject: string; text: string; html: string; attachments?: Attachment[] }
export type Attachment = { filename: string; content: Buffer; contentType: string }
export type LetterFacts = {
  lang: Lang
  firm: string
  /** As shown: SA-XXXX-XXXX. */
  reference: string
  /** A case exists. */
  created: boolean
  /** Absent while no case exists, or where the platform named no number. */
  vorgangsnummer?: string
  telephone?: { display: string; href: string }
  hours?: string
  test: boolean
  /** What goes with the letter because the person asked for it; the documents are those to have at hand. */
  copy?: { file: Attachment; documents: readonly { title: string; items: readonly string[] }[] }
}

type Words = {
  subject: (reference: string) => string
  hello: string
  created: (firm: string) => string
  received: (firm: string) => string
  reference: string
  vorgangsnummer: string
  wait: string
  next: (firm: string) => string
  call: (telephone: string, hours: string) => string
  test: string
  automatic: string
  /** Instead of `automatic` when the copy goes along. */
  automaticWithCopy: string
  attached: string
  documents: string
}

const words: { readonly [lang in Lang]: Words } = {
  de: {
    subject: (reference) => `Ihre Anfrage ${reference}`,
    hello: 'Guten Tag,',
    created: (firm) => `vielen Dank für Ihre Anfrage an ${firm}. Ihr Vorgang ist angelegt.`,
    received: (firm) => `vielen Dank für Ihre Anfrage an ${firm}. Sie ist sicher angekommen.`,
    reference: 'Referenz',
    vorgangsnummer: 'Vorgangsnummer',
    wait: 'Wir legen Ihren Vorgang noch an. Sie müssen nichts tun; die Vorgangsnummer schicken wir Ihnen, sobald es sie gibt.',
    next: (firm) => `${firm} meldet sich bei Ihnen.`,
    call: (telephone, hours) => `Haben Sie Fragen? Telefon ${telephone}${hours && `, ${hours}`}.`,
    test: 'Testbetrieb: Es entsteht keine echte Anfrage.',
    automatic:
      'Diese E-Mail wurde automatisch verschickt und enthält keine Ihrer Angaben. Ihre Kopie als PDF und eine Liste hilfreicher Unterlagen finden Sie auf der Seite, auf der Sie abgesendet haben.',
    automaticWithCopy: 'Diese E-Mail wurde automatisch verschickt.',
    attached:
      'Im Anhang finden Sie Ihre Angaben als PDF, wie Sie es beim Absenden gewünscht haben. Bitte bewahren Sie die Datei sicher auf: Sie enthält alle Ihre Angaben.',
    documents: 'Das hilft beim Gespräch',
  },
  en: {
    subject: (reference) => `Your enquiry ${reference}`,
    hello: 'Hello,',
    created: (firm) => `Thank you for your enquiry to ${firm}. Your case is open.`,
    received: (firm) => `Thank you for your enquiry to ${firm}. We have it safely.`,
    reference: 'Reference',
    vorgangsnummer: 'Case number',
    wait: 'We are still opening your case. There is nothing you need to do; we will send you the case number as soon as there is one.',
    next: (firm) => `${firm} will get in touch with you.`,
    call: (telephone, hours) => `Any questions? Call ${telephone}${hours && `, ${hours}`}.`,
    test: 'Test mode: no real enquiry is created.',
    automatic:
      'This email was sent automatically and contains none of your details. You will find your copy as PDF and a list of useful documents on the page where you sent your enquiry.',
    automaticWithCopy: 'This email was sent automatically.',
    attached:
      'Attached are your details as PDF, as you asked for when you sent them. Please keep the file safe: it contains all your details.',
    documents: 'Useful for the conversation',
  },
}

export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** One line without control characters: a name from the campaign cannot start another line or header. */
export const line = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** The confirmation, in plain text and HTML with the same words. Holds no answer of the person but the copy they asked for. Pure. */
export function confirmationLetter(facts: LetterFacts): Letter {
  const say = words[facts.lang]
  const firm = line(facts.firm)
  const numbers: [string, string][] = [[say.reference, line(facts.reference)]]
  if (facts.vorgangsnummer) numbers.push([say.vorgangsnummer, line(facts.vorgangsnummer)])
  const opening = facts.created ? say.created(firm) : say.received(firm)
  const closing = [
    facts.created ? say.next(firm) : say.wait,
    ...(facts.telephone ? [say.call(line(facts.telephone.display), line(facts.hours ?? ''))] : []),
    ...(facts.test ? [say.test] : []),
    ...(facts.copy ? [say.attached] : []),
  ]
  const documents = facts.copy?.documents ?? []
  const automatic = facts.copy ? say.automaticWithCopy : say.automatic
  const text = [
    say.hello,
    opening,
    numbers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    ...closing,
    ...(documents.length > 0 ? [say.documents] : []),
    ...documents.map(({ title, items }) => `${title}:\n${items.map((item) => `- ${item}`).join('\n')}`),
    `${firm}\n${automatic}`,
  ].join('\n\n')
  const paragraph = (inner: string) => `<p style="margin:0 0 16px">${inner}</p>`
  const html = [
    `<!doctype html><html lang="${facts.lang}"><head><meta charset="utf-8"><title>${escaped(say.subject(facts.reference))}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;max-width:36em">',
    paragraph(escaped(say.hello)),
    paragraph(escaped(opening)),
    paragraph(
      numbers.map(([name, value]) => `${escaped(name)}: <strong>${escaped(value)}</strong>`).join('<br>'),
    ),
    ...closing.map((sentence) => paragraph(escaped(sentence))),
    ...(documents.length > 0 ? [`<h2 style="font-size:18px">${escaped(say.documents)}</h2>`] : []),
    ...documents.map(
      ({ title, items }) =>
        `<p style="margin:0">${escaped(title)}</p><ul style="margin:0 0 16px">${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`,
    ),
    paragraph(`${escaped(firm)}<br><small>${escaped(automatic)}</small>`),
    '</body></html>',
  ].join('\n')
  return {
    subject: line(say.subject(facts.reference)),
    text,
    html,
    ...(facts.copy && { attachments: [facts.copy.file] }),
  }
}
