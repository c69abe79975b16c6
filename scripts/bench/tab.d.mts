import type { DraftState } from '@/lib/drafts/protocol'
import type { Lang, Length } from '@/lib/forms/engine/types'

export type Tab = { token: string; draft?: DraftState; close(): void }
export function openTab(options: {
  app: string
  length: Length
  lang: Lang
  note?: (call: string, ms: number) => void
}): Tab
