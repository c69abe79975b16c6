import type { Condition, Kind, Length, Question, Text, Variant } from '@/lib/forms/engine/types'
import { couple, FULL } from './lengths'

export const t = (de: string, en: string): Text => ({ de, en })

/** A text that says "Sie" to somebody who finances alone, and names each of two people. */
export const you = (alone: Text, named: Text): readonly Variant[] => [
  { when: { not: couple }, text: alone },
  { text: named },
]

export const help = (titleDe: string, titleEn: string, de: string, en: string): Question['help'] => ({
  title: t(titleDe, titleEn),
  text: t(de, en),
})

type Extra = Partial<Omit<Question, 'path' | 'kind' | 'label'>>
const REQUIRED: { required: readonly Length[] } = { required: FULL }
export const must = REQUIRED

/** A question of the full form only. */
export const ask = (path: string, kind: Kind, label: Question['label'], extra: Extra = {}): Question => ({
  path,
  kind,
  in: FULL,
  label,
  ...extra,
})

export const option = (value: string, de: string, en: string, when?: Condition) => ({
  value,
  label: t(de, en),
  ...(when && { when }),
})

/** A yes or no that the document keeps as one of two tags. */
export const yesNo = (
  path: string,
  { no, yes }: { no: string; yes: string },
  label: Question['label'],
  extra: Extra = {},
): Question =>
  ask(path, 'choice', label, { options: [option(yes, 'Ja', 'Yes'), option(no, 'Nein', 'No')], ...extra })
