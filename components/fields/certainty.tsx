import { useState } from 'react'
import type { FieldView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { controlId } from './types'

type Props = {
  certainty: NonNullable<FieldView['certainty']>
  /** What is chosen now; the DOM holds it, this only says what follows from it. */
  chosen: string
  words: FormWords
  onClear: () => void
}

/** Behind "Ich weiß es nicht genau": exact, roughly, unknown. Open once one of them is chosen; can be taken back. */
export function Certainty({ certainty, chosen, words, onClear }: Props) {
  const [initial] = useState(chosen)
  const id = controlId(certainty.key)
  const said = chosen === 'unbekannt' ? words.unknownSaid : chosen === 'etwa' ? words.aboutSaid : ''
  return (
    <details className="help" open={initial !== '' || undefined}>
      <summary>{words.notExact}</summary>
      <fieldset data-key={certainty.key}>
        <legend className="note">{words.howExact}</legend>
        <div className="tiles" data-look="rows">
          {certainty.options.map((option, at) => (
            <label className="tile" key={option.value}>
              <input
                type="radio"
                id={at === 0 ? id : undefined}
                name={certainty.key}
                value={option.value}
                defaultChecked={option.value === initial}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p className="note" role="status">
        {said}
      </p>
      {chosen === '' ? null : (
        <button type="button" className="plain" onClick={onClear}>
          {words.clearChoice}
        </button>
      )}
    </details>
  )
}
