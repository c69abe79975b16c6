import type { FormWords } from '@/lib/words'

type Props = { words: FormWords; said?: string }

/** Where a picture will stand, as long as there is nothing to draw. */
export function Outline({ words, said = '' }: Props) {
  return (
    <div className="figures" data-empty="">
      <p>{words.figuresEmpty}</p>
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
    </div>
  )
}
