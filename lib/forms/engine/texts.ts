import { evaluate } from './condition'
import { withNames } from './names'
import { bindCondition } from './paths'
import type { Env, Form, Key, Lang, Question, Read, Text, Variant } from './types'

const isText = (text: Text | readonly Variant[]): text is Text => 'de' in text

export function variantsOf(text: Text | readonly Variant[] | undefined): readonly Variant[] {
  if (!text) return []
  return isText(text) ? [{ text }] : text
}

/** The question's label as it reads for these answers. */
export function labelOf(
  form: Form,
  { question, item }: { question: Question; item: Key | null },
  read: Read,
  env: Env,
  lang: Lang = env.lang,
): string {
  const variants = variantsOf(question.label)
  const fitting = variants.find((one) => !one.when || evaluate(bindCondition(one.when, item), read, env))
  return withNames((fitting ?? variants.at(-1))?.text[lang] ?? '', item, { form, env, read }, lang)
}
