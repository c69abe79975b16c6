import { documentsFor } from '@/lib/documents'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { fillInFull } from '@/lib/forms/common/personas/journey'
import { relevantAnswers, reviewView } from '@/lib/forms/engine'
import type { Env } from '@/lib/forms/engine/types'
import type { CopyFacts } from './copy'

export const bareFacts: CopyFacts = {
  lang: 'de',
  firm: 'Musterberatung',
  town: 'Köln',
  telephone: '0221 123456',
  reference: 'SA-7K4M-Q2XD',
  product: 'baufinanzierung',
  acceptedAt: new Date('2026-11-21T10:00:00Z'),
  test: false,
  sections: [],
  documents: [],
  privacy: {
    shownAt: '2026-11-21T09:40:00Z',
    statement: {
      title: 'Datenschutzhinweise',
      date: '2026-11-01',
      body: ['Wir verarbeiten Ihre Angaben, um Ihre Anfrage zu beantworten.'],
      controllers: ['Musterberatung: verantwortlich', 'Europace AG: Plattform'],
    },
  },
  consents: [],
}

/** What a persona of the full form would get. */
export function factsOf(id: string): CopyFacts {
  const persona = fullPersonas.find((one) => one.id === id)
  if (!persona) throw new Error(`no persona ${id}`)
  const env: Env = { length: 'full', lang: persona.lang, today: '2026-11-21' }
  const { answers } = fillInFull(baufinanzierung, persona, env)
  return {
    ...bareFacts,
    lang: persona.lang,
    vorgangsnummer: 'YX4MDU',
    sections: reviewView(baufinanzierung, answers, env).sections,
    documents: documentsFor('baufinanzierung', relevantAnswers(baufinanzierung, answers, env), env),
  }
}
