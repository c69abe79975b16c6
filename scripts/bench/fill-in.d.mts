import type { Raw } from '@/lib/forms/engine/types'
import type { Tab } from './tab.mjs'

export function fillIn(
  tab: Tab,
  options: {
    typed: { readonly [key: string]: Raw }
    until?: (page: string) => boolean
    think?: (share: number) => Promise<void>
  },
): Promise<string[]>
