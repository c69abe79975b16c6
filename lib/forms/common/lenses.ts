import type { Json, Key, LeafAt, Lens, Path } from '@/lib/forms/engine/types'

/** "None" for lists that have no tag of their own: a yes or no at the list's place, where an explicit no is `[]`. */
export const noneIsEmptyIn = (lists: readonly Path[]): Lens => ({
  owns: lists,
  write: (value, key, _read, leaf) => (value === false ? { [key]: [] } : withoutEmpty(key, leaf)),
  erase: withoutEmpty,
  read: (leaf, key) => {
    const list = leaf(key)
    return Array.isArray(list) ? list.length > 0 : undefined
  },
})

function withoutEmpty(key: Key, leaf: LeafAt): { readonly [leaf: Key]: Json | undefined } {
  const list = leaf(key)
  return Array.isArray(list) && list.length === 0 ? { [key]: undefined } : {}
}
