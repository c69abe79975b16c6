import type { Lang } from '@/lib/forms/engine/types'
import { pageWords } from '@/lib/words'
import type { Refusal } from './protocol'

/** What a refused request is answered with, so that whoever was meant is told in their language; `type`: of the body. */
export type RefusedAnswer = { type: string; body: string } | null

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)

/**
 * JSON for the form's script, which has sentences of its own for it; a small page for a form that was posted without script; nothing
 * for anybody else. Pure but for the words.
 */
export function refusedAnswer(
  { reason }: Refusal,
  request: { method: string; path: string; scripted: boolean; lang: Lang; appUrl: string },
): RefusedAnswer {
  const { method, path, scripted, lang, appUrl } = request
  if (method !== 'POST' || reason === 'subrequest' || reason === 'path') return null
  if (scripted || path.startsWith('/api/')) {
    const told =
      reason === 'size'
        ? { kind: 'tooLarge' }
        : { kind: 'refused', reason: reason === 'type' ? 'shape' : 'origin' }
    return { type: 'application/json', body: JSON.stringify(told) }
  }
  const say = pageWords(lang)
  const form = /^\/antrag\/[a-z0-9-]{1,80}(?=\/|$)/.exec(path)?.[0] ?? '/'
  const address = new URL(lang === 'en' ? `${form}?sprache=en` : form, appUrl).href
  const told =
    reason === 'size' ? say('refusedSize') : reason === 'type' ? say('error') : say('refusedOrigin')
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(say('errorTitle'))}</title><main><h1>${escaped(say('errorTitle'))}</h1><p>${escaped(told)}</p><p><a href="${escaped(address)}">${escaped(address)}</a></p></main></html>`,
  }
}
