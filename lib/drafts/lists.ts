import {
  type Answers,
  addItem,
  type Env,
  type Form,
  type Key,
  moveItem,
  removeItem,
  walk,
} from '@/lib/forms/engine'
import type { ListOperation } from './protocol'

/** What a removed item took along, so that removing can be undone as long as its page stands. */
export type Removed = { list: Key; at: number; entries: Answers }

export type ListDone =
  | { kind: 'added'; answers: Answers; page: string | undefined }
  | { kind: 'removed'; answers: Answers; page: string | undefined; removed: Removed }
  | { kind: 'restored'; answers: Answers; page: string | undefined; list: Key; at: number }
  | { kind: 'full' }
  /** There is no such list or item (any more). */
  | { kind: 'unknown' }

const ITEM = '.@item'

/** Adds or removes an item; `tag` is the lasting name of a new one. Pure. */
export function changeList(
  form: Form,
  answers: Answers,
  env: Env,
  operation: Exclude<ListOperation, { do: 'restore' }>,
  tag: string,
): ListDone {
  switch (operation.do) {
    case 'add':
      return added(form, answers, env, operation, tag)
    case 'remove':
      return removed(form, answers, env, operation.item)
  }
}

/** `of` is how many items the person saw: a second press, or a first item that has come meanwhile, adds no other. */
function added(
  form: Form,
  answers: Answers,
  env: Env,
  { list, of }: { list: Key; of: number },
  tag: string,
): ListDone {
  const there = walk(form, answers, env).items(list).length
  const change: ReturnType<typeof addItem> =
    there > of ? { kind: 'changed', answers } : addItem(form, answers, list, tag, env)
  if (change.kind !== 'changed') return { kind: change.kind }
  const item = `${list}.${Math.min(of, there)}`
  return { kind: 'added', answers: change.answers, page: pageOf(form, change.answers, env, item) }
}

function removed(form: Form, answers: Answers, env: Env, item: Key): ListDone {
  const list = item.slice(0, item.lastIndexOf('.'))
  const at = Number(item.slice(list.length + 1))
  const change = Number.isInteger(at) ? removeItem(form, answers, list, at, env) : undefined
  if (change?.kind !== 'changed') return { kind: 'unknown' }
  const gone = Object.entries(answers).filter(
    ([key]) => isOf(item, key) || (!key.startsWith(`${list}.`) && !(key in change.answers)),
  )
  return {
    kind: 'removed',
    answers: change.answers,
    page: overviewOf(form, change.answers, env, list),
    removed: { list, at, entries: Object.fromEntries(gone) },
  }
}

/** Puts a removed item back where it was, with everything that was said about it and every reference to it. Pure. */
export function restoreItem(
  form: Form,
  answers: Answers,
  env: Env,
  { list, at, entries }: Removed,
): ListDone {
  const own = Object.entries(entries).filter(([key]) => isOf(`${list}.${at}`, key))
  const others = Object.entries(entries).filter(([key]) => !key.startsWith(`${list}.`))
  const opened: Answers = { ...Object.fromEntries(others), ...answers }
  const made = placed(form, opened, env, { list, at, entries })
  if (made.kind !== 'changed') return { kind: made.kind }
  const back = own.map(([key, answer]) => [made.item + key.slice(`${list}.${at}`.length), answer])
  const next: Answers = { ...made.answers, ...Object.fromEntries(back) }
  return {
    kind: 'restored',
    answers: next,
    page: overviewOf(form, next, env, list),
    list,
    at: Number(made.item.slice(list.length + 1)),
  }
}

type Placed = { kind: 'changed'; answers: Answers; item: Key } | { kind: 'full' | 'unknown' }

/** Makes room for the item at its old place. One that stood there by itself, or is the only one, needs none. */
function placed(form: Form, answers: Answers, env: Env, { list, at, entries }: Removed): Placed {
  const tag = entries[`${list}.${at}${ITEM}`]
  const count = Object.keys(answers).filter(
    (key) => key.endsWith(ITEM) && key.slice(0, key.slice(0, -ITEM.length).lastIndexOf('.')) === list,
  ).length
  if (count === 0 || !tag || !('value' in tag)) return { kind: 'changed', answers, item: `${list}.0` }
  const more = addItem(form, answers, list, String(tag.value), env)
  if (more.kind !== 'changed') return { kind: more.kind }
  const moved = moveItem(form, more.answers, list, count, Math.min(at, count), env)
  return moved.kind === 'changed' ? { ...moved, item: `${list}.${Math.min(at, count)}` } : { kind: 'unknown' }
}

/** An item may be one answer itself. */
const isOf = (item: Key, key: Key): boolean => key === item || key.startsWith(`${item}.`)

const pageOf = (form: Form, answers: Answers, env: Env, item: Key): string | undefined =>
  walk(form, answers, env).pages.find((page) => page.item === item || page.item?.startsWith(`${item}.`))?.id

const overviewOf = (form: Form, answers: Answers, env: Env, list: Key): string | undefined =>
  walk(form, answers, env).pages.find((page) => page.lists.some((one) => one.list === list))?.id
