import { useState } from 'react'
import type { Kind } from '@/lib/forms/engine/types'
import { describedBy, Field } from './frame'
import { controlId, type FieldProps, offersId } from './types'

type Look = { mode?: 'decimal' | 'numeric' | 'email' | 'tel'; width?: string; type?: 'tel' }

const AMOUNT: Look = { mode: 'decimal', width: 'w-amount' }
const CODE: Look = { mode: 'numeric', width: 'w-code' }

/** Keyboard and width by kind; `text` inputs throughout, because `number` drops what it does not understand. */
function lookOf(kind: Kind): Look {
  switch (kind) {
    case 'money-eur':
    case 'money-eur-monthly':
    case 'money-eur-yearly':
    case 'amountOrPercent':
    case 'percent':
    case 'number':
    case 'area-m2':
      return AMOUNT
    case 'integer':
    case 'count':
    case 'months':
    case 'years':
    case 'year':
    case 'plz':
      return CODE
    case 'date':
      // The keypad of an iPhone has a sign between the digits only here: comma or dot, both are read.
      return { mode: 'decimal', width: 'w-date' }
    case 'email':
      return { mode: 'email' }
    case 'phone':
      return { mode: 'tel', type: 'tel' }
    case 'taxid':
      return { mode: 'numeric', width: 'w-amount' }
    case 'text':
    case 'text-long':
    case 'choice':
    case 'boolean':
    case 'country':
    case 'iban':
    case 'bic':
      return {}
  }
}

/** The unit inside the control: the question's own, else the kind's. */
function unitOf({ field, words }: FieldProps): string | undefined {
  if (field.unit !== undefined) return field.unit
  switch (field.kind) {
    case 'money-eur':
      return '€'
    case 'money-eur-monthly':
      return words.unitMonth
    case 'money-eur-yearly':
      return words.unitYear
    case 'percent':
      return '%'
    case 'area-m2':
      return 'm²'
    default:
      return undefined
  }
}

/** Everything a person types as one text: amounts, dates, postcodes, names, addresses. */
export function TextInput(props: FieldProps) {
  const { field, error, echo } = props
  const [initial] = useState(props.initial)
  const look = lookOf(field.kind)
  const unit = unitOf(props)
  const id = controlId(field.key)
  const describes = [describedBy(props), unit && `${id}-unit`, echo && `${id}-echo`]
  const shared = {
    id,
    name: field.key,
    defaultValue: typeof initial === 'string' ? initial : '',
    autoComplete: field.autocomplete ?? 'off',
    'aria-required': field.required || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describes.filter(Boolean).join(' ') || undefined,
  } as const
  return (
    <Field {...props}>
      <span className={`box ${look.width ?? ''}`}>
        {field.kind === 'text-long' ? (
          <textarea {...shared} rows={4} />
        ) : (
          <input
            {...shared}
            type={look.type ?? 'text'}
            inputMode={look.mode}
            list={field.suggest && offersId(field.key)}
            autoCapitalize={
              field.kind === 'email' ? 'none' : field.kind === 'iban' ? 'characters' : undefined
            }
            spellCheck={field.kind === 'email' || look.mode ? false : undefined}
          />
        )}
        {unit ? (
          <span className="unit" id={`${id}-unit`}>
            {unit}
          </span>
        ) : null}
      </span>
    </Field>
  )
}
