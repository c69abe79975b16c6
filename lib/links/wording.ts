import 'server-only'
import { sha256Hex } from '@/lib/crypto/secret'
import type { Lang } from '@/lib/forms/engine/types'
import { confirmWords } from '@/lib/mail/link-letter'
import type { SubmissionEvent } from '@/lib/submissions/events'

/** Which text asked for the confirmation: the proof names it by its hash, since the words stand in the program's history. */
const wording = (lang: Lang) => ({ text: 'email.confirm', sha256: sha256Hex(confirmWords(lang)), lang })

export const confirmationAsked = (lang: Lang): SubmissionEvent => ({
  type: 'email.asked',
  actor: 'worker',
  detail: wording(lang),
})

/** `link`: by the button of the mail's page. `resume`: the draft was opened by a link that was mailed to the same address. */
export const addressConfirmed = (lang: Lang, way: 'link' | 'resume'): SubmissionEvent => ({
  type: 'email.confirmed',
  actor: 'person',
  detail: way === 'link' ? { way, ...wording(lang) } : { way },
})
