import type { StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

/** "Kosten – Schritt 3 von 6 – Musterberatung"; a journey in parts says the part. */
export const titleOf = (
  { title, progress, part }: Pick<StepView, 'title' | 'progress' | 'part'>,
  words: FormWords,
  firm: string,
): string =>
  fill(part ? words.titlePart : words.title, {
    at: (part ?? progress).at,
    of: (part ?? progress).of,
    title,
    firm,
  })
