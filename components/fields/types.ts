import type { ReactNode } from 'react'
import type { Raw } from '@/lib/forms/engine/types'
import type { FieldView, OptionView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'

/** Help that appears below a control once the script knows more than the person typed. */
export type Assist =
  | { kind: 'readings'; choices: readonly { label: string; text: string }[] }
  | { kind: 'mail'; suggestion: string }
  | { kind: 'towns'; towns: readonly string[] }
  | { kind: 'said'; text: string }

export type FieldProps = {
  field: FieldView
  /** Chosen among the field's variants by the answers at hand. */
  label: string
  hint?: string
  options: readonly OptionView[]
  /** What the control holds when it appears; afterwards the DOM holds it. */
  initial: Raw
  /** Whether something is chosen now (for "Auswahl löschen"). */
  filled: boolean
  error?: string
  warning?: string
  echo?: string
  assist?: Assist
  /** The page's heading says the same: the label is then for screen readers only. */
  labelHidden?: boolean
  words: FormWords
  /** Stands below the control, such as how sure one is of the answer. */
  more?: ReactNode
  /** Puts a value into the control as if the person had typed it. */
  onSet: (raw: Raw) => void
}

/** Id of a question's first control; error links lead there. */
export const controlId = (key: string): string => `f-${key}`

/** Id of the texts that a control offers while one types. */
export const offersId = (key: string): string => `${controlId(key)}-offers`
