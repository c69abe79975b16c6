import { format, parse } from '@/lib/forms/kinds'
import { sameValue } from '../changes'
import { optionsOf } from '../demand'
import { ITEM } from '../items'
import { bindPath, indexOf, isFirst, listOf, parentOf } from '../paths'
import { slotsFor } from '../slots'
import type { Answer, Answers, Env, Form, Json, Key, Question, Value } from '../types'
import { keyOf } from '../walk'
import { clone, isObject, itemsAt, leafAt } from './leaves'
import { withoutBlock } from './note-block'
import { hasBlock } from './notes'
import { migrate } from './twins'

/**
 * The answers that a document already holds. What a kind cannot read exactly (an unknown value, a text with blanks
 * around) is no answer, and is therefore never touched (law 2).
 */
export function fromDocument(form: Form, document: Json, env: Env): Answers {
  if (!isObject(document)) return answersOf(form, document, env)
  const current = clone(document)
  migrate(form, current)
  return answersOf(form, current, env)
}

/** The same for a document without old places. */
export function answersOf(form: Form, document: Json, env: Env): Answers {
  const answers: { [key: Key]: Answer } = {}
  const leaf = (key: Key) => leafAt(document, key)
  const lists = new Map<string, Key[]>()
  const itemsOnce = (list: string): Key[] => {
    const items = lists.get(list) ?? itemsAt(document, list)
    lists.set(list, items)
    return items
  }
  for (const [key, infer] of Object.entries(form.infer ?? {})) {
    const value = infer(leaf)
    if (value !== undefined) answers[key] = { value, by: 'person' }
  }
  for (const slot of slotsFor(form, env.length)) {
    if (slot.exists) continue
    const taken = new Set<string>()
    for (const item of itemsAt(document, `${slot.path}[]`)) {
      const id = leaf(`${item}.id`)
      const [list, place] = [parentOf(item), `#${indexOf(item)}`]
      // An id that comes twice tells nothing apart.
      const tag = typeof id === 'string' && !taken.has(`${list} ${id}`) ? id : place
      taken.add(`${list} ${tag}`)
      answers[item + ITEM] = { value: tag, by: 'person' }
    }
  }
  for (const step of form.steps) {
    if (!step.in.includes(env.length)) continue
    for (const question of step.questions) {
      if (!question.path || !question.in.includes(env.length)) continue
      const list = listOf(keyOf(question))
      for (const item of list ? itemsOnce(list) : [null]) {
        if (question.items && item && question.items !== (isFirst(item) ? 'first' : 'rest')) continue
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
  if (typeof found === 'string') return hasBlock(form, path) ? withoutBlock(found) || undefined : found
  return typeof found === 'number' || typeof found === 'boolean' ? found : undefined
}
