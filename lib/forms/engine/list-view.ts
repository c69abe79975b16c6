import { displayValue } from './display-value'
import { nameOf } from './names'
import { bindPath, indexOf, parentOf } from './paths'
import { slotOf } from './slots'
import { labelOf } from './texts'
import type { Env, Form, Key } from './types'
import type { ListItemView, ListView, PlaceView } from './view'
import type { PageList, Walk, WalkPage } from './walk'

/** The overview of a list on its page. */
export function listView(form: Form, walked: Walk, env: Env, { list, when }: PageList): ListView | null {
  const slot = slotOf(form, list, env.length)
  if (!slot?.texts) return null
  const items = walked.items(list)
  return {
    list,
    ...(when !== true && { when }),
    title: slot.texts.title[env.lang],
    add: slot.texts.add[env.lang],
    full: slot.texts.full[env.lang],
    canAdd: items.length < slot.max,
    max: slot.max,
    items: items.map((item) => itemView(form, walked, env, item, slot.tell ?? [])),
  }
}

function itemView(form: Form, walked: Walk, env: Env, item: Key, tell: readonly string[]): ListItemView {
  const { pages, instances, read } = walked
  const own = pages.filter((page) => page.item === item || page.item?.startsWith(`${item}.`))
  const open = own.find((page) => page.state === 'open')
  const lines = tell.flatMap((path) => {
    const field = instances.get(bindPath(path, item))
    const value = field && read(field.key)
    if (!field || value === undefined) return []
    const said = displayValue(form, field, value, env, read)
    return [field.question.kind === 'choice' ? said : `${labelOf(form, field, read, env)}: ${said}`]
  })
  return {
    item,
    at: indexOf(item) + 1,
    name: nameOf(form, item, env, read)?.[env.lang] ?? String(indexOf(item) + 1),
    lines,
    page: (open ?? own[0])?.id ?? null,
    state: open ? 'open' : 'done',
  }
}

/** Which item of which list a page is about. */
export function placeView(form: Form, walked: Walk, env: Env, { item }: WalkPage): PlaceView | null {
  if (!item) return null
  const list = parentOf(item)
  const slot = slotOf(form, list, env.length)
  const items = walked.items(list)
  const name = nameOf(form, item, env, walked.read)?.[env.lang]
  const byHand = slot !== undefined && !slot.exists
  return {
    list,
    item,
    at: items.indexOf(item) + 1,
    of: items.length,
    ...(name && { name }),
    byHand,
    canAdd: byHand && items.length < slot.max,
    ...(slot?.texts && { add: slot.texts.add[env.lang] }),
    overview: walked.pages.find((page) => page.lists.some((one) => one.list === list))?.id ?? null,
  }
}
