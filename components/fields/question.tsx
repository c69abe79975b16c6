import { AmountOrPercent } from './amount-or-percent'
import { ChoiceInput, SelectInput, YesNo } from './choices'
import { TextInput } from './text-input'
import type { FieldProps } from './types'

/** The control of a question, by its kind. A new kind is one line here and, if need be, one component. */
export function Question(props: FieldProps) {
  switch (props.field.kind) {
    case 'boolean':
      return <YesNo {...props} />
    case 'choice':
      return <ChoiceInput {...props} />
    case 'country':
      return props.options.length > 0 ? <SelectInput {...props} /> : <TextInput {...props} />
    case 'amountOrPercent':
      return <AmountOrPercent {...props} />
    case 'money-eur':
    case 'money-eur-monthly':
    case 'money-eur-yearly':
    case 'percent':
    case 'number':
    case 'integer':
    case 'count':
    case 'months':
    case 'years':
    case 'year':
    case 'area-m2':
    case 'date':
    case 'plz':
    case 'text':
    case 'text-long':
    case 'email':
    case 'phone':
    case 'iban':
    case 'bic':
    case 'taxid':
      return <TextInput {...props} />
  }
}
