import { evaluate } from '@/lib/forms/engine/condition'
import { bindCondition, itemsIn } from '@/lib/forms/engine/paths'
import type { Answers, Condition, Env, Read, Text } from '@/lib/forms/engine/types'

/** A document worth bringing to the talk. `[]` in a condition stands for any item: it is brought once for all of them. */
export type Paper = { text: Text; when?: Condition }
export type PaperGroup = { title: Text; papers: readonly Paper[] }
/** What a person is told: groups with at least one document each. */
export type Bring = { title: Text; items: readonly Text[] }

export const paper = (when: Condition | undefined, de: string, en: string): Paper => ({
  when,
  text: { de, en },
})

/** The documents that these answers call for, in the order of the groups. Pure. */
export function papersFor(groups: readonly PaperGroup[], answers: Answers, env: Env): Bring[] {
  const items = [null, ...new Set(Object.keys(answers).flatMap(itemsIn))]
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
