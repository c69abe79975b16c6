import { createTranslator } from 'next-intl'
import type { Lang } from '@/lib/forms/engine/types'
import de from './de.json'
import en from './en.json'

const messages: { readonly [lang in Lang]: typeof de } = { de, en }

/** Interface words of the form as plain texts with `{placeholders}`; they go to the browser as they are. */
export type FormWords = (typeof de)['form']

/** What another product says in other words, or with other names; everything else is the same. */
const ownWords = (lang: Lang, product: string): { form?: Partial<FormWords>; copy?: Partial<CopyWords> } =>
  product === 'ratenkredit' ? messages[lang].ratenkredit : {}

/** The words the form needs in the browser, in one language. Fill placeholders with `fill`. */
export function wordsFor(lang: Lang, product: string): FormWords {
  return { ...messages[lang].form, ...ownWords(lang, product).form }
}

/** Words of the person's copy (`copy` namespace). Server only; fill placeholders with `fill`. */
export type CopyWords = (typeof de)['copy']
export const copyWords = (lang: Lang, product: string): CopyWords => ({
  ...messages[lang].copy,
  ...ownWords(lang, product).copy,
})

/** Words of the pages behind mailed links, as plain texts that go to the browser. */
export type ResumeWords = (typeof de)['resume']
export const resumeWords = (lang: Lang): ResumeWords => messages[lang].resume
export type ConfirmWords = (typeof de)['confirm']
export const confirmPageWords = (lang: Lang): ConfirmWords => messages[lang].confirm

/** Words of the pages about embedding. Server only. */
export const embedWords = (lang: Lang): (typeof de)['embed'] => messages[lang].embed

/** ICU translator for the words around the form (`page` namespace). Server only: it is too heavy for the browser. */
export function pageWords(lang: Lang) {
  return createTranslator({ locale: lang, messages: messages[lang], namespace: 'page' })
}
