import { format, parse } from '@/lib/forms/kinds'
import { sameValue } from '../changes'
import { optionsOf } from '../demand'
import { bindPath, listOf } from '../paths'
import type { Answer, Answers, Env, Form, Json, Key, Question, Value } from '../types'
import { keyOf } from '../walk'
import { leafAt, lengthAt } from './leaves'
import { withoutBlock } from './note-block'

/**
 * The answers that a document already holds. What a kind cannot read exactly (an unknown value, a text with blanks
 * around) is no answer, and is therefore never touched (law 2).
 */
export function fromDocument(form: Form, document: Json, env: Env): Answers {
  const answers: { [key: Key]: Answer } = {}
  const leaf = (key: Key) => leafAt(document, key)
  for (const [key, infer] of Object.entries(form.infer ?? {})) {
    const value = infer(leaf)
    if (value !== undefined) answers[key] = { value, by: 'person' }
  }
  for (const slot of form.slots) {
    if (slot.exists) continue
    for (const item of itemsIn(document, `${slot.path}[]`)) {
      const id = leaf(`${item}.id`)
      answers[`${item}.@item`] = {
        value: typeof id === 'string' ? id : `#${item.split('.').at(-1)}`,
        by: 'person',
      }
    }
  }
  for (const step of form.steps) {
    for (const question of step.questions) {
      if (!question.path || !question.in.includes(env.length)) continue
      const list = listOf(keyOf(question))
      for (const item of list ? itemsIn(document, list) : [null]) {
        if (question.items && item && question.items !== placeOf(item)) continue
        const key = bindPath(keyOf(question), item)
        if (answers[key]) continue
        const at = (path: string) => valueAt(form, question, key, bindPath(path, item), leaf)
        // The old place counts only while the current one is empty.
        const old =
          question.twin && leaf(bindPath(question.path, item)) === undefined ? question.twin : undefined
        const value = at(old ?? question.path)
        if (value !== undefined) answers[key] = { value, by: 'person' }
      }
    }
  }
  return answers
}

function placeOf(item: Key): 'first' | 'rest' {
  return item.split('.').every((segment) => !/^\d+$/.test(segment) || segment === '0') ? 'first' : 'rest'
}

function itemsIn(document: Json, list: string): Key[] {
  let items = ['']
  for (const level of list.split('[]').slice(0, -1)) {
    items = items.flatMap((parent) => {
      const at = `${parent}${level}`
      return Array.from({ length: lengthAt(document, at) }, (_, index) => `${at}.${index}`)
    })
  }
  return items
}

function valueAt(
  form: Form,
  question: Question,
  key: Key,
  path: Key,
  leaf: (key: Key) => Json | undefined,
): Value | undefined {
  const lens = question.lens ? form.lenses[question.lens] : undefined
  const value = lens ? lens.read(leaf, key) : plainValue(form, question, path, leaf)
  if (value === undefined) return undefined
  const values = optionsOf(form, question)?.map((option) => option.value)
  const again = parse(question.kind, format(question.kind, value, 'de'), 'de', {
    ...(values && { options: values }),
    ...(question.monthMeans && { monthMeans: question.monthMeans }),
  })
  return again.kind === 'value' && sameValue(again.value, value) ? value : undefined
}

function plainValue(
  form: Form,
  question: Question,
  path: Key,
  leaf: (key: Key) => Json | undefined,
): Value | undefined {
  if (question.kind === 'amountOrPercent') {
    const wert = leaf(`${path}.wert`)
    const einheit = leaf(`${path}.einheit`)
    return typeof wert === 'number' && (einheit === 'EURO' || einheit === 'PROZENT')
      ? { wert, einheit }
      : undefined
  }
  const found = leaf(path)
  if (typeof found === 'string')
    return form.notes.some((note) => note.to === path) ? withoutBlock(found) || undefined : found
  return typeof found === 'number' || typeof found === 'boolean' ? found : undefined
}
