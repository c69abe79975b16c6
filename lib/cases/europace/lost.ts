import { isNotKept } from './beyond-schema'

type Tree = { readonly [property: string]: unknown }
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Lists keep their order; where both sides carry `externeKundenId`, that decides instead of the place. */
function partner(item: unknown, index: number, list: readonly unknown[]): unknown {
  const id = isTree(item) ? item.externeKundenId : undefined
  const named =
    id === undefined ? undefined : list.find((other) => isTree(other) && other.externeKundenId === id)
  return named ?? list[index]
}

/**
 * Which leaves of a sent document did not arrive: the platform drops what it does not know and still answers 201.
 * Leaves that the platform added, and those of which it is known that they do not come back (`beyond-schema.ts`), are not looked at.
 * @returns places such as `haushalte.0.kunden.0.kontakt.email`, without any value
 */
export function lostLeaves(sent: unknown, read: unknown, at = ''): readonly string[] {
  const below = (name: string | number) => (at === '' ? String(name) : `${at}.${name}`)
  if (Array.isArray(sent)) {
    const list: readonly unknown[] = Array.isArray(read) ? read : []
    return sent.flatMap((item, index) => lostLeaves(item, partner(item, index, list), below(index)))
  }
  if (isTree(sent)) {
    const tree = isTree(read) ? read : {}
    return Object.entries(sent).flatMap(([name, value]) =>
      isNotKept(below(name))
        ? []
        : lostLeaves(value, Object.hasOwn(tree, name) ? tree[name] : undefined, below(name)),
    )
  }
  return sent === undefined || sent === null || sent === read ? [] : [at]
}
