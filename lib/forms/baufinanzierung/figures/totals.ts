import { totalAt } from '@/lib/forms/common/figures/cents'
import type { Path, Read } from '@/lib/forms/engine/types'
import { keysOf } from '../full/read'

/** All amounts answered at a path with lists, added up, in cents. */
export const total = (read: Read, path: Path): number => totalAt(read, keysOf(path))

export const isAnswered = (read: Read, path: Path): boolean =>
  keysOf(path).some((key) => read(key) !== undefined)
