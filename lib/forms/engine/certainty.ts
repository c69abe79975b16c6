import type { Key, Question, Read } from './types'

/** How sure a person is of an answer, stored beside it. */
export const CERTAINTY = '~genau'
export const ABOUT = 'etwa'
export const UNKNOWN = 'unbekannt'

export const certaintyOf = (key: Key): Key => `${key}${CERTAINTY}`
export const isCertainty = (key: Key): boolean => key.endsWith(CERTAINTY)

/** "I do not know" is an answer: nothing is missing, nothing is checked, nothing is sent but a note. */
export const isUnknown = (key: Key, read: Read): boolean => read(certaintyOf(key)) === UNKNOWN

/** The question that stands behind an answer which may be about or unknown. */
export const certaintyQuestion = (question: Question, key: string): Question => ({
  key: certaintyOf(key),
  kind: 'choice',
  in: question.certainty ?? [],
  label: { de: 'Wie genau ist das?', en: 'How exact is this?' },
  options: [
    { value: 'genau', label: { de: 'genau', en: 'exact' } },
    { value: ABOUT, label: { de: 'ungefähr', en: 'roughly' } },
    { value: UNKNOWN, label: { de: 'weiß ich nicht', en: 'I do not know' } },
  ],
})
