import { keysAt } from '@/lib/forms/common/keys'
import type { Key, Path, Read } from '@/lib/forms/engine/types'

/** The most items that any list of the form has. */
const MOST = 10
export const HOUSEHOLDS = ['haushalte.0', 'haushalte.1'] as const
export const PEOPLE = ['haushalte.0.kunden.0', 'haushalte.0.kunden.1', 'haushalte.1.kunden.0'] as const

/** The concrete keys of a path with lists, or with none. */
export const keysOf = (path: Path): readonly Key[] =>
  keysAt(path, (list) => (list === 'haushalte' ? HOUSEHOLDS.length : MOST))

export function amounts(read: Read, path: Path): readonly number[] {
  return keysOf(path).flatMap((key) => {
    const value = read(key)
    return typeof value === 'number' ? [value] : []
  })
}

/** Sum in euros; what is not answered counts as nothing. */
export const sumOf = (read: Read, path: Path): number =>
  amounts(read, path).reduce((sum, value) => sum + value, 0)

/** The key of a neighbour: the same place with another last part. */
export const beside = (key: Key, from: string, to: string): Key =>
  key.endsWith(from) ? key.slice(0, -from.length) + to : key
