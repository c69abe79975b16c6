import type { Progress, StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

function timeLeft(minutes: number | undefined, words: FormWords, lang: string): string | null {
  if (minutes === undefined || minutes <= 0) return null
  if (minutes === 1) return words.minuteLeft
  return fill(words.minutesLeft, { n: minutes.toLocaleString(lang) })
}

type Props = { progress: Progress; part?: StepView['part']; words: FormWords; lang: string }

/**
 * "Schritt 3 von 6" and the time left when it is known. A segment is a step or, where the journey has parts, a part.
 */
export function ProgressHeader({ progress, part, words, lang }: Props) {
  const left = timeLeft(progress.minutes, words, lang)
  const { at, of } = part ?? progress
  return (
    <div className="progress">
      <span>{fill(words.progress, progress)}</span>
      {part ? <span>{fill(words.part, part)}</span> : null}
      {left ? <span>{left}</span> : null}
      <span className="segments" aria-hidden="true">
        {Array.from({ length: of }, (_, place) => place + 1).map((place) => (
          <span key={place} data-done={place <= at ? '' : undefined} />
        ))}
      </span>
    </div>
  )
}
