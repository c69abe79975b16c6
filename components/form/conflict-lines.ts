import type { Conflict } from '@/lib/drafts/protocol'
import type { Raw } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { partOf } from './values'

/** An answer as the page words it: a choice by its label, never by its name in the interface. */
export function said(raw: Raw, field: FieldView | undefined, words: FormWords): string {
  const text = partOf(raw)
  const option = field?.options?.find((one) => one.value === text)
  if (option) return option.label
  if (field?.kind === 'boolean' && text !== '') return text === 'ja' ? words.yes : words.no
  return text || words.empty
}

/** One line per answer that two windows give differently, with both values. Pure. */
export const conflictLines = (
  conflicts: readonly Conflict[],
  fields: readonly FieldView[],
  words: FormWords,
): string[] =>
  conflicts.map(({ key, label, mine, theirs }) => {
    const field = fields.find((one) => one.key === key)
    return fill(words.conflictLine, {
      label: label.replace(/\?$/, ''),
      mine: said(mine, field, words),
      theirs: said(theirs, field, words),
    })
  })
