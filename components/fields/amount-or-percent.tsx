import { useState } from 'react'
import { fill } from '@/lib/words/fill'
import { describedBy, FieldGroup } from './frame'
import { controlId, type FieldProps } from './types'

const UNITS = [
  { value: 'EURO', label: '€' },
  { value: 'PROZENT', label: '%' },
] as const

/** An amount with its unit to choose: `<key>.wert` and `<key>.einheit` are one answer. */
export function AmountOrPercent(props: FieldProps) {
  const { field, label, error, echo, words } = props
  const [initial] = useState(() =>
    typeof props.initial === 'string' ? { wert: props.initial, einheit: 'PROZENT' } : props.initial,
  )
  const id = controlId(field.key)
  return (
    <FieldGroup {...props}>
      <div className="pair">
        <span className="box w-date">
          <input
            id={id}
            name={`${field.key}.wert`}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={initial.wert ?? ''}
            aria-label={fill(words.amountOf, { label })}
            aria-required={field.required || undefined}
            aria-invalid={error ? true : undefined}
            aria-describedby={
              [describedBy(props), echo && `${id}-echo`].filter(Boolean).join(' ') || undefined
            }
          />
        </span>
        <fieldset className="units">
          <legend className="sr-only">{fill(words.unitOf, { label })}</legend>
          {UNITS.map((unit) => (
            <label className="tile" key={unit.value}>
              <input
                type="radio"
                name={`${field.key}.einheit`}
                value={unit.value}
                defaultChecked={(initial.einheit || 'PROZENT') === unit.value}
              />
              {unit.label}
            </label>
          ))}
        </fieldset>
      </div>
    </FieldGroup>
  )
}
