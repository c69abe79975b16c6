import type { Answers, Env } from '@/lib/forms/engine/types'
import { baufinanzierung } from './baufinanzierung'
import { type Bring, type PaperGroup, papersFor } from './paper'
import { ratenkredit } from './ratenkredit'

export type { Bring } from './paper'

/** Which documents matter for a form, by its id. */
const groupsOf: { readonly [form: string]: readonly PaperGroup[] } = { baufinanzierung, ratenkredit }

/** What helps in the talk, derived from what was sent; nothing for a form without a list. Pure. */
export const documentsFor = (formId: string, answers: Answers, env: Env): readonly Bring[] =>
  papersFor(groupsOf[formId] ?? [], answers, env)
