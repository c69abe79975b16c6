import type { Page } from '@playwright/test'

declare global {
  interface Window {
    /** How many texts were replaced. */
    translated?: number
  }
}

/**
 * Does to the page what a browser's translator does: each text, now and whenever one comes, is replaced by a text of its own in two
 * `<font>`s. Whoever keeps the node that was there writes where nobody reads. The words stay, so that a page can be compared.
 */
function translate(): void {
  window.translated = 0
  const leftAlone = 'script, style, noscript, textarea, [translate="no"], .notranslate, font'
  const replace = (text: Text): void => {
    if (!text.data.trim() || !text.parentElement || text.parentElement.closest(leftAlone)) return
    const outer = document.createElement('font')
    outer.style.verticalAlign = 'inherit'
    const inner = outer.appendChild(document.createElement('font'))
    inner.style.verticalAlign = 'inherit'
    inner.textContent = text.data
    text.replaceWith(outer)
    window.translated = (window.translated ?? 0) + 1
  }
  const within = (node: Node): void => {
    if (node instanceof Text) {
      replace(node)
      return
    }
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    const found: Text[] = []
    while (texts.nextNode()) found.push(texts.currentNode as Text)
    for (const text of found) replace(text)
  }
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') within(target)
      else for (const node of addedNodes) within(node)
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true })
  within(document.body)
}

/** Translates the page as it stands and goes on doing so. */
export const translatePage = (page: Page): Promise<void> => page.evaluate(translate)

/** Translates each page that is loaded as soon as it has been read, which may be before any script has run. */
export async function translateEarly(page: Page): Promise<void> {
  await page.addInitScript(`addEventListener('DOMContentLoaded', ${translate.toString()})`)
}

export const textsTranslated = (page: Page): Promise<number> => page.evaluate(() => window.translated ?? 0)

/** What a person reads on the page, word by word, and what stands in its controls; without the time of the last save. */
export const shownOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLInputElement>('main form [name]:not([type=hidden])')]
    const values = controls.map((control) =>
      ['checkbox', 'radio'].includes(control.type)
        ? `${control.name} ${control.value} ${control.checked}`
        : `${control.name} ${control.value}`,
    )
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is read by nobody.
    const lines = (document.querySelector('main')?.innerText ?? '').split('\n')
    const lasting = lines.filter(
      (line) => !/^\s*(Gespeichert um|Saved at|Wird gespeichert|Saving)/.test(line),
    )
    // A text in an element of its own may stand on a line of its own: the words count.
    return [document.title, ...lasting.join(' ').split(/\s+/), ...values].filter((word) => word !== '')
  })

/** The first place at which two pages read differently, with some of what follows. */
export function difference(one: readonly string[], other: readonly string[]): string[] {
  const at = one.findIndex((word, index) => word !== other[index])
  if (at < 0 && one.length === other.length) return []
  const from = at < 0 ? one.length : at
  return [one, other].map((words) => words.slice(Math.max(0, from - 5), from + 10).join(' '))
}
