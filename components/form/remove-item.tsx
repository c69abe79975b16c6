import { useEffect, useRef, useState } from 'react'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

type Props = { name: string; words: FormWords; onRemove: () => void }

/** Asks once and in place; the focus goes to the question and, if the item stays, back to where it came from. */
export function RemoveItem({ name, words, onRemove }: Props) {
  const [asking, setAsking] = useState(false)
  const question = useRef<HTMLFieldSetElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (asking) question.current?.focus()
    else if (asked.current) button.current?.focus()
    asked.current = asking
  }, [asking])
  if (!asking)
    return (
      <button
        ref={button}
        type="button"
        className="plain"
        aria-label={fill(words.removeItem, { name })}
        onClick={() => setAsking(true)}
      >
        {words.remove}
      </button>
    )
  return (
    <fieldset ref={question} className="ask" tabIndex={-1}>
      <legend>{fill(words.removeAsk, { name })}</legend>
      <div className="actions">
        <button type="button" className="second" onClick={onRemove}>
          {words.removeYes}
        </button>
        <button type="button" className="second" onClick={() => setAsking(false)}>
          {words.removeNo}
        </button>
      </div>
    </fieldset>
  )
}
