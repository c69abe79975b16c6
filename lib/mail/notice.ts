import { escaped, type Letter } from './letter'

/** Why a delivery waits for a person, in the advisor's words. */
export type Waiting = 'NEEDS_FIX' | 'NEEDS_OPERATOR' | 'HELD' | 'DEAD' | 'DUPLICATE'

const reasons: { readonly [waiting in Waiting]: { de: string; en: string } } = {
  NEEDS_FIX: {
    de: 'Die Angaben passen so nicht zur Plattform.',
    en: 'The details do not fit the platform as they are.',
  },
  NEEDS_OPERATOR: {
    de: 'Es muss jemand nachsehen, ob der Vorgang angelegt ist.',
    en: 'Somebody must check whether the case was opened.',
  },
  HELD: {
    de: 'Über die Kampagne kommt gerade ungewöhnlich viel, und diese Anfrage könnte von einem Programm stammen. Ist sie echt, wird sie nach einem Blick darauf zum Vorgang.',
    en: 'Unusually much is coming in through the campaign, and this enquiry may be a program’s. If it is real, it becomes a case as soon as somebody has looked.',
  },
  DEAD: {
    de: 'Die Plattform war zu lange nicht erreichbar.',
    en: 'The platform could not be reached for too long.',
  },
  DUPLICATE: {
    de: 'Zu dieser Anfrage gibt es mehr als einen Vorgang.',
    en: 'There is more than one case for this enquiry.',
  },
}

/**
 * Tells an advisor that an enquiry is not a case yet and that nothing happens without a person. Reference and state only: nothing of the
 * person who asked. German first, then English. Pure.
 * @param shown the reference as people read it: SA-XXXX-XXXX
 */
export function advisorNotice(shown: string, waiting: Waiting, test: boolean): Letter {
  const { de, en } = reasons[waiting]
  const german = [
    'Guten Tag,',
    `die Anfrage ${shown} ist sicher gespeichert, aber noch kein fertiger Vorgang. ${de}`,
    'Ohne einen Menschen geht es hier nicht weiter. Bitte geben Sie die Referenz an Ihren Betrieb weiter; er sieht die Anfrage und kann sie erneut übermitteln.',
    ...(test ? ['Testbetrieb: Es ist keine echte Anfrage.'] : []),
  ]
  const english = [
    'Hello,',
    `enquiry ${shown} is stored safely but is not a finished case yet. ${en}`,
    'Nothing more happens here without a person. Please pass the reference on to your operations team; they can see the enquiry and send it again.',
    ...(test ? ['Test mode: this is no real enquiry.'] : []),
  ]
  const subject = `Anfrage ${shown} wartet auf einen Menschen / Enquiry ${shown} waits for a person`
  const part = (lang: string, sentences: readonly string[]) =>
    `<div lang="${lang}">${sentences.map((sentence) => `<p style="margin:0 0 16px">${escaped(sentence)}</p>`).join('\n')}</div>`
  return {
    subject,
    text: [...german, '– – –', ...english].join('\n\n'),
    html: [
      `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
      '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;max-width:36em">',
      part('de', german),
      '<hr>',
      part('en', english),
      '</body></html>',
    ].join('\n'),
  }
}
