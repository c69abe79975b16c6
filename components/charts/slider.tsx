import { type KeyboardEvent, useId, useState } from 'react'
import { DRAWN } from '@/lib/forms/common/figures/texts'
import type { Lang } from '@/lib/forms/engine/types'
import { fill } from '@/lib/words/fill'
import { plain } from './money'
import { readNumber } from './read-number'

type Props = {
  label: string
  unit: string
  min: number
  max: number
  step: number
  /** undefined: not chosen yet. */
  value: number | undefined
  lang: Lang
  onValue: (value: number | null) => void
}

/**
 * One value, two ways to set it: a slider (drag, arrow keys) and a field to type in. Without names, so that no form
 * ever sends them.
 */
export function Slider({ label, unit, min, max, step, value, lang, onValue }: Props) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft !== null && readNumber(draft, min, max) === undefined
  const shown = draft ?? (value === undefined ? '' : plain(value, lang))

  function commit(): void {
    if (draft === null) return
    const read = readNumber(draft, min, max)
    if (read === undefined) return
    onValue(read)
    setDraft(null)
  }
  /** Enter takes the number over; it must not send the page. */
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Enter') return
    event.preventDefault()
    commit()
  }

  return (
    <div className="slider">
      <label htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value ?? min}
        data-open={value === undefined ? '' : undefined}
        aria-labelledby={`${id}-label`}
        aria-valuetext={value === undefined ? DRAWN.open[lang] : `${plain(value, lang)} ${unit}`}
        onChange={(event) => {
          setDraft(null)
          onValue(event.currentTarget.valueAsNumber)
        }}
      />
      <span className="slider-number">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        <span aria-hidden="true">{unit}</span>
      </span>
      {wrong ? (
        <p id={`${id}-wrong`} className="careful">
          {fill(DRAWN.between[lang], { min: plain(min, lang), max: plain(max, lang) })}
        </p>
      ) : null}
    </div>
  )
}
