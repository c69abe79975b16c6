import { evaluate } from './condition'
import { bindCondition } from './paths'
import type { Env, Key, Question, Read, Text, Variant } from './types'

const isText = (text: Text | readonly Variant[]): text is Text => 'de' in text

export function variantsOf(text: Text | readonly Variant[] | undefined): readonly Variant[] {
  if (!text) return []
  return isText(text) ? [{ text }] : text
}

/** The question's label as it reads for these answers. */
export function labelOf(
  { question, item }: { question: Question; item: Key | null },
  read: Read,
  env: Env,
): string {
  const variants = variantsOf(question.label)
  const fitting = variants.find((one) => !one.when || evaluate(bindCondition(one.when, item), read, env))
  return (fitting ?? variants.at(-1))?.text[env.lang] ?? ''
}
