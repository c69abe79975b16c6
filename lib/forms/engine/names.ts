import { evaluate } from './condition'
import { bindPath, indexOf, itemAt, patternOf } from './paths'
import { slotsFor } from './slots'
import type { Env, Form, Key, Lang, Read, Text } from './types'

/** What an item is called, such as a person of a list; undefined: it has no name of its own. */
export function nameOf(form: Form, item: Key, env: Env, read: Read): Text | undefined {
  const path = patternOf(item).replace(/\[\]$/, '')
  const slot = slotsFor(form, env.length).find((one) => one.path === path)
  const group = slot?.called?.group
  if (slot?.called && (!group || evaluate(group, read, env))) return calledNow(form, item, env, read)
  return slot?.name?.[item]
}

function calledNow(form: Form, item: Key, env: Env, read: Read): Text | undefined {
  const path = patternOf(item).replace(/\[\]$/, '')
  const called = slotsFor(form, env.length).find((one) => one.path === path)?.called
  if (!called) return undefined
  const by = typeof called.by === 'string' ? bindPath(called.by, item) : called.by?.[item]
  const answer = by ? read(by) : undefined
  if (typeof answer === 'string') return { de: answer, en: answer }
  const fallback = isText(called.else) ? called.else : called.else[item]
  const place = String(indexOf(item) + 1)
  return fallback && { de: fallback.de.replace('{n}', place), en: fallback.en.replace('{n}', place) }
}

const isText = (text: Text | { readonly [item: Key]: Text }): text is Text =>
  'de' in text && typeof text.de === 'string'

/** Puts the names of the items around a question into its text; placeholders of others stay. */
export function withNames(
  text: string,
  item: Key | null,
  { form, env, read }: { form: Form; env: Env; read: Read },
  lang: Lang = env.lang,
): string {
  if (!text.includes('{')) return text
  return text.replace(/\{([a-z]+)(\d*)\}/gi, (whole, word: string, place: string) => {
    const slot = slotsFor(form, env.length).find(({ called }) => called?.as === word)
    if (!slot) return whole
    const meant = place
      ? itemAt(bindPath(slot.path, item), Number(place) - 1)
      : bindPath(`${slot.path}[]`, item)
    return calledNow(form, meant, env, read)?.[lang] ?? whole
  })
}
