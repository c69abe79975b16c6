import type { Raw } from '@/lib/forms/engine/types'
import type { FieldView } from '@/lib/forms/engine/view'
import { isPair, partOf } from './values'

function put(form: HTMLFormElement, name: string, text: string): void {
  const found = form.elements.namedItem(name)
  const controls = found instanceof RadioNodeList ? Array.from(found) : [found]
  for (const control of controls) {
    if (control instanceof HTMLInputElement && control.type === 'radio')
      control.checked = control.value === text
    else if (
      control instanceof HTMLInputElement ||
      control instanceof HTMLSelectElement ||
      control instanceof HTMLTextAreaElement
    ) {
      control.value = text
    }
  }
}

/** Somebody is in this control: what they see there changes by their own keys only. */
export const hasFocus = (field: FieldView): boolean =>
  document.activeElement?.closest(`[data-key="${field.key}"]`) != null

/** Puts a value into the controls of a question; they are uncontrolled, the DOM holds what is typed. */
export function putControl(form: HTMLFormElement, field: FieldView, raw: Raw): void {
  if (!isPair(field)) {
    put(form, field.key, partOf(raw))
    return
  }
  put(form, `${field.key}.wert`, partOf(raw))
  put(form, `${field.key}.einheit`, partOf(raw, 'einheit') || 'PROZENT')
}
