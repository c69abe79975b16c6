import { createFormControl, type FieldErrors, type Resolver } from 'react-hook-form'
import type { Key, Raw } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'
import type { Values } from './values'

/** Errors by answer key, as `schemaFor` finds them for these questions. */
export type FindErrors = (fields: readonly FieldView[], values: Values) => { readonly [key: Key]: string }

type Held = { [name: string]: Raw }

/** react-hook-form reads dots as nesting; our keys are flat. The control's `name` in the DOM stays the answer key. */
const nameOf = (key: Key): string => key.replaceAll('.', '/')
const keyOf = (name: string): Key => name.replaceAll('/', '.')

/**
 * react-hook-form outside of React over controls that already stand in the page: values are registered by name, the
 * DOM keeps its inputs. Checks all on submit, then each field that was wrong while it is corrected.
 */
export function makeValidation(
  find: FindErrors,
  initial: Values,
  onErrors: (errors: { readonly [key: Key]: string }) => void,
) {
  let fields: readonly FieldView[] = []

  const resolver: Resolver<Held> = (held) => {
    const values = Object.fromEntries(Object.entries(held).map(([name, raw]) => [keyOf(name), raw]))
    const errors: FieldErrors<Held> = {}
    const found = Object.entries(find(fields, values))
    for (const [key, message] of found) errors[nameOf(key)] = { type: 'question', message }
    return found.length > 0 ? { values: {}, errors } : { values: held, errors: {} }
  }
  const held = (values: Values): Held =>
    Object.fromEntries(Object.entries(values).map(([key, raw]) => [nameOf(key), raw]))

  const control = createFormControl<Held>({
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    shouldFocusError: false,
    defaultValues: held(initial),
    resolver,
  })
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors = {} }) => onErrors(messages(errors)),
  })

  function messages(errors: FieldErrors<Held>): { [key: Key]: string } {
    const texts: { [key: Key]: string } = {}
    for (const [name, error] of Object.entries(errors)) {
      if (typeof error?.message === 'string') texts[keyOf(name)] = error.message
    }
    return texts
  }

  function follow(now: readonly FieldView[], values: Values): void {
    fields = now
    const names = new Set(now.map((field) => nameOf(field.key)))
    for (const key of Object.keys(values)) if (!names.has(nameOf(key))) control.unregister(nameOf(key))
    for (const field of now) {
      control.register(nameOf(field.key))
      control.setValue(nameOf(field.key), values[field.key] ?? '')
    }
  }

  return {
    /** All errors of the relevant fields. */
    submit: async (now: readonly FieldView[], values: Values): Promise<{ readonly [key: Key]: string }> => {
      follow(now, values)
      let found: { [key: Key]: string } = {}
      await control.handleSubmit(
        () => undefined,
        (errors) => {
          found = messages(errors)
        },
      )()
      return found
    },
    /** A control changed: its error is checked again if it has one. */
    change: (now: readonly FieldView[], key: Key, values: Values): void => {
      follow(now, values)
      if (control.getFieldState(nameOf(key)).error) void control.trigger(nameOf(key))
    },
    /** Errors that only the server can find stand until their field changes. */
    serverSaid: (errors: { readonly [key: Key]: string }): void => {
      for (const [key, message] of Object.entries(errors)) {
        control.register(nameOf(key))
        control.setError(nameOf(key), { type: 'server', message })
      }
    },
  }
}
