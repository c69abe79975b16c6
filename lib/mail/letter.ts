import type { Lang } from '@/lib/forms/engine/types'

export type Letter = { subject: string; text: string; html: string }
export type LetterFacts = {
  lang: Lang
  firm: string
  /** As shown: SA-XXXX-XXXX. */
  reference: string
  /** Absent while no case exists. */
  vorgangsnummer?: string
  telephone?: { display: string; href: string }
  hours?: string
  test: boolean
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
    automatic: 'Diese E-Mail wurde automatisch verschickt und enthält keine Ihrer Angaben.',
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
    automatic: 'This email was sent automatically and contains none of your details.',
  },
}

export const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** One line without control characters: a name from the campaign cannot start another line or header. */
export const line = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** The confirmation, in plain text and HTML with the same words. Holds no answer of the person. Pure. */
export function confirmationLetter(facts: LetterFacts): Letter {
  const say = words[facts.lang]
  const firm = line(facts.firm)
  const numbers: [string, string][] = [[say.reference, line(facts.reference)]]
  if (facts.vorgangsnummer) numbers.push([say.vorgangsnummer, line(facts.vorgangsnummer)])
  const opening = facts.vorgangsnummer ? say.created(firm) : say.received(firm)
  const closing = [
    facts.vorgangsnummer ? say.next(firm) : say.wait,
    ...(facts.telephone ? [say.call(line(facts.telephone.display), line(facts.hours ?? ''))] : []),
    ...(facts.test ? [say.test] : []),
  ]
  const text = [
    say.hello,
    opening,
    numbers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    ...closing,
    `${firm}\n${say.automatic}`,
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
    paragraph(`${escaped(firm)}<br><small>${escaped(say.automatic)}</small>`),
    '</body></html>',
  ].join('\n')
  return { subject: line(say.subject(facts.reference)), text, html }
}
