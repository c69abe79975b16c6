import type { Page } from '@playwright/test'

/**
 * What a browser can measure on a page of ours in any state (trust §6 rows 6, 7, 9, 10, 12, 16, 20). It runs in the
 * page, so everything it needs stands inside. A line per complaint.
 *
 * @param least side of the smallest target in CSS px
 */
function measured(least: number): string[] {
  const complaints: string[] = []
  const root = document.documentElement
  const all = [...document.body.querySelectorAll<HTMLElement | SVGElement>('*')]
  const nameOf = (element: Element): string =>
    `${element.localName}${element.id ? `#${element.id}` : ''}.${element.getAttribute('class') ?? ''} "${(
      element.getAttribute('aria-label') ??
      element.textContent ??
      ''
    )
      .trim()
      .slice(0, 40)}"`
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && element.closest('.sr-only') === null
  const shown = all.filter(isShown)

  // Row 6: read in one direction only.
  const wider = root.scrollWidth - root.clientWidth
  if (wider > 0) {
    const widest = shown.filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1).at(-1)
    complaints.push(`${wider} px wider than the window: ${widest ? nameOf(widest) : ''}`)
  }

  // Row 7: no text leaves what it stands in, or the window.
  const frames =
    'button, .tile, .second, .leading, .unit, .box, .notice, .summary, .figures, .handover, .numbers'
  for (const element of shown) {
    const own = [...element.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    )
    if (own.length === 0 || ['option', 'textarea', 'title', 'desc', 'noscript'].includes(element.localName))
      continue
    const range = document.createRange()
    const cutting = [element.closest(frames)]
    for (let up: Element | null = element; up && up !== document.body; up = up.parentElement)
      if (/hidden|clip/.test(getComputedStyle(up).overflow)) cutting.push(up)
    for (const node of own) {
      range.selectNodeContents(node)
      const text = range.getBoundingClientRect()
      if (text.left < -1 || text.right > root.clientWidth + 1)
        complaints.push(`outside the window: ${nameOf(element)}`)
      for (const frame of cutting) {
        const edge = frame?.getBoundingClientRect()
        if (
          edge &&
          (text.left < edge.left - 1 ||
            text.right > edge.right + 1 ||
            text.top < edge.top - 4 ||
            text.bottom > edge.bottom + 4)
        )
          complaints.push(`cut off by ${frame ? nameOf(frame) : ''}: ${nameOf(element)}`)
      }
    }
  }

  // Row 10: every target; links within a sentence are measured by axe, with the distance to the next one.
  const inSentence = (element: Element): boolean =>
    getComputedStyle(element).display === 'inline' &&
    [...(element.parentElement?.childNodes ?? [])].some(
      (node) =>
        node !== element && node.nodeType === Node.TEXT_NODE && /\p{L}|\d/u.test(node.textContent ?? ''),
    )
  const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  for (const element of shown.filter((one) => one.matches(targets))) {
    if (inSentence(element)) continue
    const chosen = element.matches('[type=radio], [type=checkbox]')
      ? (element.closest('label') ?? element)
      : element
    const { width, height } = (
      element.matches('.box > *') ? (element.parentElement ?? element) : chosen
    ).getBoundingClientRect()
    if (width < least - 0.5 || height < least - 0.5)
      complaints.push(`target of ${width.toFixed(0)} × ${height.toFixed(0)} px: ${nameOf(element)}`)
  }

  // Row 12: labels that can be seen, groups with a legend, names that contain what is read.
  for (const element of shown.filter((one) => one.matches('input:not([type=hidden]), select, textarea'))) {
    if (element.matches('.box > input') && element.getBoundingClientRect().width < 56)
      complaints.push(`no room to type: ${nameOf(element)}`)
    if (element.hasAttribute('placeholder')) complaints.push(`a placeholder is no label: ${nameOf(element)}`)
    const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : []
    const seen = labels.filter((label): label is Element => label instanceof Element && isShown(label))
    const legend = element.closest('fieldset')?.querySelector(':scope > legend') ?? null
    const heading = document.querySelector('h1')?.textContent ?? ''
    const texts = [...labels, legend]
      .map((one) => one?.textContent?.trim() ?? '')
      .filter((text) => text !== '')
    const ofSlider = element.hasAttribute('aria-labelledby')
    if (
      seen.length === 0 &&
      !ofSlider &&
      !(legend && isShown(legend)) &&
      !texts.some((text) => text.includes(heading))
    )
      complaints.push(`no label in sight: ${nameOf(element)}`)
    if (element.matches('[type=radio]') && (legend?.textContent ?? '').trim() === '')
      complaints.push(`a choice without its question: ${nameOf(element)}`)
  }
  for (const element of shown.filter((one) => one.matches('a[aria-label], button[aria-label]'))) {
    const [name, text] = [element.getAttribute('aria-label') ?? '', element.textContent ?? ''].map((one) =>
      one.trim().toLowerCase(),
    )
    if (!name?.includes(text ?? '')) complaints.push(`the name leaves out what is read: ${nameOf(element)}`)
  }

  // Row 16: always the same order, help and legal links last.
  const order = [
    '.progress',
    '.way',
    '.steps-all',
    'section.summary',
    'h1',
    'form .fields',
    'button.leading',
    '.foot > p',
    '.foot > nav',
  ]
  const found = order.flatMap((selector) => document.querySelector(selector) ?? [])
  for (const [at, element] of found.entries()) {
    const before = found[at - 1]
    if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING))
      complaints.push(`${nameOf(element)} stands before ${nameOf(before)}`)
  }
  if (document.querySelectorAll('h1').length !== 1) complaints.push('not exactly one h1')

  // Row 20.
  if (!/^(de|en)$/.test(root.lang)) complaints.push(`lang="${root.lang}"`)
  for (const element of document.querySelectorAll('[hreflang]'))
    if (element.getAttribute('lang') !== element.getAttribute('hreflang'))
      complaints.push(`a link to another language is not marked: ${nameOf(element)}`)
  if (document.title.trim() === '') complaints.push('no title')

  // Row 9: who wants no motion gets none, but for a change of opacity.
  const seconds = (text: string) => Math.max(...text.split(',').map((part) => Number.parseFloat(part) || 0))
  if (matchMedia('(prefers-reduced-motion: reduce)').matches)
    for (const element of shown)
      for (const part of [undefined, '::before', '::after']) {
        const style = getComputedStyle(element, part)
        const transitions = style.transitionProperty === 'opacity' ? 0 : seconds(style.transitionDuration)
        const animations = style.animationName === 'none' ? 0 : seconds(style.animationDuration)
        if (transitions + animations > 0) complaints.push(`moves: ${nameOf(element)}`)
      }
  return complaints
}

/** Everything of the above, least target 24 px (WCAG 2.5.8); 44 is the goal on touch screens. */
export const measure = (page: Page, least = 24): Promise<string[]> => page.evaluate(measured, least)

/** Sheets that a person's own settings put over ours; a constructed sheet is not the policy's business. */
const own = {
  spacing:
    '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
  large: 'html{font-size:200%!important}',
} as const

/** Measures with text spacing as in WCAG 1.4.12 or text of twice the size (1.4.4). */
export async function measureWith(page: Page, setting: keyof typeof own): Promise<string[]> {
  await wearing(page, own[setting])
  const complaints = await measure(page)
  await wearing(page, '')
  return complaints
}

/** Puts a style sheet over the page's own; '' takes it away. */
export async function wearing(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = text ? [sheet] : []
  }, css)
}
