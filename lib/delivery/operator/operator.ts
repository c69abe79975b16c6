declare const operator: unique symbol
/**
 * A person who may act on deliveries, and on whose. Every action of this folder asks for one, so that none can be called without
 * saying who acts. The command line makes one for all tenants; the office will make one for its own.
 */
export type Operator = { readonly name: string; readonly tenants: 'all' | string } & {
  readonly [operator]: true
}

const nameShape = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$/u

/** null: not a name that can stand in an audit entry. @param tenants 'all', or the one tenant's id */
export function operatorNamed(name: string, tenants: 'all' | string = 'all'): Operator | null {
  const trimmed = name.normalize('NFC').trim()
  return nameShape.test(trimmed) ? ({ name: trimmed, tenants } as Operator) : null
}

export const sameName = (a: Operator, b: Operator) => a.name.toLowerCase() === b.name.toLowerCase()
