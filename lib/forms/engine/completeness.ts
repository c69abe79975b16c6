import { isUnknown } from './certainty'
import type { Read } from './types'
import type { WalkPage } from './walk'

/** How many of the mandatory questions that are asked have an answer; "I do not know" is one. */
export type Completeness = { answered: number; of: number }

export function completeness(pages: readonly Pick<WalkPage, 'fields'>[], read: Read): Completeness {
  const mandatory = pages.flatMap(({ fields }) => fields.filter(({ required }) => required))
  const answered = mandatory.filter(({ key }) => read(key) !== undefined || isUnknown(key, read))
  return { answered: answered.length, of: mandatory.length }
}
