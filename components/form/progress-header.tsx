import type { Progress } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

function timeLeft(minutes: number | undefined, words: FormWords, lang: string): string | null {
  if (minutes === undefined || minutes <= 0) return null
  if (minutes === 1) return words.minuteLeft
  return fill(words.minutesLeft, { n: minutes.toLocaleString(lang) })
}

/** "Schritt 3 von 6", its segments and the time left when it is known. */
export function ProgressHeader({
  progress,
  words,
  lang,
}: {
  progress: Progress
  words: FormWords
  lang: string
}) {
  const left = timeLeft(progress.minutes, words, lang)
  return (
    <div className="progress">
      <span>{fill(words.progress, progress)}</span>
      {left ? <span>{left}</span> : null}
      <span className="segments" aria-hidden="true">
        {Array.from({ length: progress.of }, (_, at) => at + 1).map((place) => (
          <span key={place} data-done={place <= progress.at ? '' : undefined} />
        ))}
      </span>
    </div>
  )
}
