import { evaluate } from '@/lib/forms/engine/condition'
import { bindCondition } from '@/lib/forms/engine/paths'
import type { Answers, Condition, Env, Key, Read, Text } from '@/lib/forms/engine/types'

/** A document worth bringing to the talk. `[]` in a condition stands for any item: it is brought once for all of them. */
export type Paper = { text: Text; when?: Condition }
export type PaperGroup = { title: Text; papers: readonly Paper[] }
/** What a person is told: groups with at least one document each. */
export type Bring = { title: Text; items: readonly Text[] }

/** Every item that an answer belongs to: `boxes.0`, `boxes.0.things.1`. */
function itemsIn(answers: Answers): readonly Key[] {
  const items = new Set<Key>()
  for (const key of Object.keys(answers)) {
    const parts = key.split('.')
    parts.forEach((part, at) => {
      if (/^\d+$/.test(part)) items.add(parts.slice(0, at + 1).join('.'))
    })
  }
  return [...items]
}

/** The documents that these answers call for, in the order of the groups. Pure. */
export function papersFor(groups: readonly PaperGroup[], answers: Answers, env: Env): Bring[] {
  const items = [null, ...itemsIn(answers)]
  const read: Read = (key) => {
    const answer = answers[key]
    return answer && 'value' in answer ? answer.value : undefined
  }
  const needed = ({ when }: Paper) =>
    !when || items.some((item) => evaluate(bindCondition(when, item), read, env))
  return groups
    .map(({ title, papers }) => ({ title, items: papers.filter(needed).map(({ text }) => text) }))
    .filter((group) => group.items.length > 0)
}
