import type { StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

function timeLeft(minutes: number | undefined, words: FormWords, lang: string): string | null {
  if (minutes === undefined || minutes <= 0) return null
  if (minutes === 1) return words.minuteLeft
  return fill(words.minutesLeft, { n: minutes.toLocaleString(lang) })
}

type Props = { view: Pick<StepView, 'progress' | 'part'>; words: FormWords; lang: string }

/**
 * "Schritt 3 von 6", or the part and the place in it where the journey has parts, and the time left when it is known. The bar is the
 * whole: a segment is a step, and a journey too long for that has one that fills.
 */
export function ProgressHeader({ view: { progress, part }, words, lang }: Props) {
  const left = timeLeft(progress.minutes, words, lang)
  const { at, of } = progress
  return (
    <div className="progress">
      {part ? (
        <>
          <span>{fill(words.part, { at: part.at, of: part.of, title: part.title })}</span>
          <span>{fill(words.partPage, part.page)}</span>
        </>
      ) : (
        <span>{fill(words.progress, { at, of })}</span>
      )}
      {left ? <span>{left}</span> : null}
      {part ? (
        <progress value={at} max={of} aria-label={words.whole} />
      ) : (
        <span className="segments" aria-hidden="true">
          {Array.from({ length: of }, (_, place) => place + 1).map((place) => (
            <span key={place} data-done={place <= at ? '' : undefined} />
          ))}
        </span>
      )}
    </div>
  )
}
