import { useState } from 'react'
import type { OptionView } from '@/lib/forms/engine/view'
import { describedBy, Field, FieldGroup } from './frame'
import { controlId, type FieldProps } from './types'

/** Up to this many options are tiles, up to `ROWS` rows of radios, more a select. */
const TILES = 6
const ROWS = 10

type RadioProps = { id?: string; name: string; option: OptionView; chosen: boolean }

function Radio({ id, name, option, chosen }: RadioProps) {
  return (
    <label className="tile">
      <input type="radio" id={id} name={name} value={option.value} defaultChecked={chosen} />
      <span>
        <b>{option.label}</b>
        {option.hint ? <small>{option.hint}</small> : null}
      </span>
    </label>
  )
}

function lookOf(options: readonly OptionView[]): string | undefined {
  if (options.length > TILES) return 'rows'
  if (options.length <= 3 && options.every((one) => !one.hint && one.label.length <= 12)) return 'short'
  return undefined
}

/** Radios in a fieldset: tiles or rows. Nothing is chosen before the person chooses, and nothing jumps on. */
export function Radios(props: FieldProps) {
  const { field, options } = props
  const [initial] = useState(props.initial)
  return (
    <FieldGroup {...props} clearable>
      <div className="tiles" data-look={lookOf(options)}>
        {options.map((option, at) => (
          <Radio
            key={option.value}
            id={at === 0 ? controlId(field.key) : undefined}
            name={field.key}
            option={option}
            chosen={option.value === initial}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

/** A native select for long lists; its empty first line asks for a choice. */
export function SelectInput(props: FieldProps) {
  const { field, options, error, words } = props
  const [initial] = useState(props.initial)
  return (
    <Field {...props}>
      <span className="box">
        <select
          id={controlId(field.key)}
          name={field.key}
          defaultValue={typeof initial === 'string' ? initial : ''}
          autoComplete={field.autocomplete ?? 'off'}
          aria-required={field.required || undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(props)}
        >
          <option value="">{words.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
    </Field>
  )
}

export function ChoiceInput(props: FieldProps) {
  return props.options.length > ROWS ? <SelectInput {...props} /> : <Radios {...props} />
}

/** Yes and no are two radios; never a switch. */
export function YesNo(props: FieldProps) {
  const { words } = props
  const options = [
    { value: 'ja', label: words.yes },
    { value: 'nein', label: words.no },
  ]
  return <Radios {...props} options={props.options.length > 0 ? props.options : options} />
}
