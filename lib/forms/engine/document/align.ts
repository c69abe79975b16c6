import { ITEM } from '../items'
import { patternOf } from '../paths'
import { slotsFor } from '../slots'
import type { Answers, Env, Form, Items, Json, Key } from '../types'
import { leafAt, removeLeaf, setLeaf } from './leaves'

export type Alignment = {
  /** Where an item's answer stood in the base. */
  keyThen: (key: Key) => Key
  /** Where it stands now. */
  keyNow: (key: Key) => Key
  /** The whole item was removed, and its object with it. */
  removed: (key: Key) => boolean
  /** The removed items, where they stood in the base. */
  gone: readonly Key[]
  /** The items that the base does not hold. */
  fresh: readonly Key[]
}

/**
 * Reorders the lists that a person may change so that each item meets its own object again, by `@item`. `items` are
 * those that exist now.
 */
export function alignLists(
  form: Form,
  document: { [property: string]: Json },
  answers: Answers,
  known: Answers,
  env: Env,
  items: Items,
): Alignment {
  const pairs: { old: Key; now: Key }[] = []
  const gone: Key[] = []
  const fresh: Key[] = []
  const rename = (key: Key, from: 'old' | 'now', to: 'old' | 'now') => {
    // Inner lists come after outer ones, so the last fitting pair is the closest.
    const pair = pairs.findLast((one) => key === one[from] || key.startsWith(`${one[from]}.`))
    return pair ? pair[to] + key.slice(pair[from].length) : key
  }
  const removed = (key: Key) => gone.some((item) => key === item || key.startsWith(`${item}.`))
  const slots = slotsFor(form, env.length)
    .filter((slot) => !slot.exists)
    .sort((a, b) => depth(a.path) - depth(b.path))
  for (const { path } of slots) {
    const stayed = listsOf(path, known).filter((list) => !removed(list))
    const lists = new Set([...listsOf(path, answers), ...stayed.map((list) => rename(list, 'old', 'now'))])
    for (const list of lists) {
      const oldList = rename(list, 'now', 'old')
      const before = tagsOf(oldList, known)
      // What was added to a list that is not asked for any more enters no document.
      const open = items(list).length > 0
      const after = tagsOf(list, answers).filter((tag) => open || before.includes(tag))
      after.forEach((tag, index) => {
        const at = before.indexOf(tag)
        if (at < 0) fresh.push(`${list}.${index}`)
        // What is new stood nowhere, not at the place it has now.
        pairs.push({ old: `${oldList}.${at >= 0 ? at : `+${index}`}`, now: `${list}.${index}` })
      })
      before.forEach((tag, index) => {
        if (!after.includes(tag)) gone.push(`${oldList}.${index}`)
      })
      if (before.join('\n') !== after.join('\n')) reorder(document, list, before, after)
    }
  }
  return {
    keyThen: (key) => rename(key, 'now', 'old'),
    keyNow: (key) => rename(key, 'old', 'now'),
    removed,
    gone,
    fresh,
  }
}

const depth = (path: string) => path.split('[]').length

/** Puts each object where its tag stands now; a new tag gets an empty object. */
function reorder(
  document: { [property: string]: Json },
  list: Key,
  before: readonly string[],
  after: readonly string[],
): void {
  const objects = leafAt(document, list)
  const old: readonly Json[] = Array.isArray(objects) ? objects : []
  if (after.length === 0) removeLeaf(document, list)
  else
    setLeaf(
      document,
      list,
      after.map((tag) => old[before.indexOf(tag)] ?? {}),
    )
}

function listsOf(path: string, answers: Answers): Key[] {
  const lists = Object.keys(answers)
    .filter((key) => key.endsWith(ITEM))
    .map((key) => key.split('.').slice(0, -2).join('.'))
  return [...new Set(lists)].filter((list) => patternOf(list) === path)
}

function tagsOf(list: Key, answers: Answers): string[] {
  const tags: string[] = []
  for (let index = 0; ; index += 1) {
    const answer = answers[`${list}.${index}${ITEM}`]
    if (!answer || !('value' in answer)) return tags
    tags.push(String(answer.value))
  }
}
