import type { Answers, Form, Json, Key } from '../types'
import { leafAt, setLeaf } from './leaves'

export type Alignment = {
  /** Where an item's answer stood in the base. */
  keyThen: (key: Key) => Key
  /** Where it stands now. */
  keyNow: (key: Key) => Key
  /** The whole item was removed, and its object with it. */
  removed: (key: Key) => boolean
}

/** Reorders the lists that a person may change so that each item meets its own object again, by `@item`. */
export function alignLists(
  form: Form,
  document: { [property: string]: Json },
  answers: Answers,
  known: Answers,
): Alignment {
  const pairs: { old: Key; now: Key }[] = []
  const gone: Key[] = []
  for (const slot of form.slots) {
    if (slot.exists) continue
    const lists = new Set([...listsOf(slot.path, answers), ...listsOf(slot.path, known)])
    for (const list of lists) {
      const before = tagsOf(list, known)
      const after = tagsOf(list, answers)
      if (before.join('\n') === after.join('\n')) continue
      const objects = leafAt(document, list)
      const old = Array.isArray(objects) ? objects : []
      after.forEach((tag, index) => {
        const at = before.indexOf(tag)
        if (at >= 0 && at !== index) pairs.push({ old: `${list}.${at}`, now: `${list}.${index}` })
      })
      before.forEach((tag, index) => {
        if (!after.includes(tag)) gone.push(`${list}.${index}`)
      })
      setLeaf(
        document,
        list,
        after.map((tag) => old[before.indexOf(tag)] ?? {}),
      )
    }
  }
  const rename = (key: Key, from: 'old' | 'now', to: 'old' | 'now') => {
    const pair = pairs.find((one) => key.startsWith(`${one[from]}.`))
    return pair ? pair[to] + key.slice(pair[from].length) : key
  }
  return {
    keyThen: (key) => rename(key, 'now', 'old'),
    keyNow: (key) => rename(key, 'old', 'now'),
    removed: (key) => gone.some((item) => key.startsWith(`${item}.`)),
  }
}

function listsOf(path: string, answers: Answers): Key[] {
  return Object.keys(answers)
    .filter((key) => key.endsWith('.@item'))
    .map((key) => key.split('.').slice(0, -2).join('.'))
    .filter((list) => list.replace(/\.\d+(?=\.|$)/g, '[]') === path)
}

function tagsOf(list: Key, answers: Answers): string[] {
  const tags: string[] = []
  for (let index = 0; ; index += 1) {
    const answer = answers[`${list}.${index}.@item`]
    if (!answer || !('value' in answer)) return tags
    tags.push(String(answer.value))
  }
}
