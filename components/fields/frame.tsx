import type { ReactNode } from 'react'
import { fill } from '@/lib/words/fill'
import { Assists } from './assists'
import { controlId, type FieldProps } from './types'

/** Ids of the texts that describe a control, in reading order. */
export function describedBy({ field, hint, error, warning }: FieldProps): string | undefined {
  const id = controlId(field.key)
  const ids = [hint && `${id}-hint`, error && `${id}-error`, !error && warning && `${id}-warning`]
  return ids.filter(Boolean).join(' ') || undefined
}

function Mark() {
  return (
    <svg aria-hidden="true" width="18" height="18" viewBox="0 0 18 18" fill="none">
      <circle cx="9" cy="9" r="8" stroke="currentColor" strokeWidth="2" />
      <path d="M9 4.5v5.5M9 12v1.8" stroke="currentColor" strokeWidth="2" />
    </svg>
  )
}

/** "(freiwillig)" marks the optional ones; nothing marks the mandatory. */
function LabelText({ label, field, words }: FieldProps) {
  return (
    <>
      <span>{label}</span>
      {field.required ? null : <small> {words.optional}</small>}
    </>
  )
}

function Around(props: FieldProps & { children: ReactNode }) {
  const { field, hint, error, warning, words } = props
  const id = controlId(field.key)
  return (
    <>
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {field.help ? (
        <details className="help">
          <summary>{field.help.title}</summary>
          <p>{field.help.text}</p>
        </details>
      ) : null}
      {error ? (
        <p className="message" id={`${id}-error`}>
          <Mark />
          <span>
            <span className="sr-only">{words.error}: </span>
            <span>{error}</span>
          </span>
        </p>
      ) : null}
      {!error && warning ? (
        <p className="message" data-state="warning" id={`${id}-warning`}>
          <Mark />
          <span>{`${words.lookAgain}: ${warning}`}</span>
        </p>
      ) : null}
      {props.children}
      <Assists {...props} />
      {props.more}
    </>
  )
}

const stateOf = ({ error, warning }: FieldProps) => (error ? 'error' : warning ? 'warning' : undefined)

/** A question with one control: label above, hint, error, control, echo. */
export function Field(props: FieldProps & { children: ReactNode }) {
  const id = controlId(props.field.key)
  return (
    <div className="field" data-state={stateOf(props)} data-key={props.field.key}>
      <label className={props.labelHidden ? 'sr-only' : 'label'} htmlFor={id}>
        <LabelText {...props} />
      </label>
      <Around {...props} />
    </div>
  )
}

/** A question with several controls: the legend is the question. */
export function FieldGroup(props: FieldProps & { children: ReactNode; clearable?: true }) {
  const { field, label, words, clearable, filled, onSet } = props
  const radios = clearable && {
    role: 'radiogroup',
    'aria-invalid': Boolean(props.error) || undefined,
    'aria-required': field.required || undefined,
  }
  return (
    <fieldset
      className="field"
      data-state={stateOf(props)}
      data-key={field.key}
      aria-describedby={describedBy(props)}
      {...radios}
    >
      <legend className={props.labelHidden ? 'sr-only' : 'label'}>
        <LabelText {...props} />
      </legend>
      <Around {...props} />
      {clearable && filled && !field.required ? (
        <button
          type="button"
          className="plain scripted"
          aria-label={fill(words.clearChoiceFor, { label })}
          onClick={() => onSet('')}
        >
          {words.clearChoice}
        </button>
      ) : null}
    </fieldset>
  )
}
