import type { Page } from '@playwright/test'

/** Relative luminance and contrast as WCAG defines them; runs in the page. */
function focusedNow(): { what: string; wrong: string[] } {
  const element = document.activeElement
  if (!element || element === document.body) return { what: '', wrong: [] }
  const what = `${element.localName} "${(element.getAttribute('name') ?? element.textContent ?? '').trim().slice(0, 40)}"`
  const wrong: string[] = []
  const marked = element.closest('.tile, .box') ?? element
  const style = getComputedStyle(marked)
  if (style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) < 2)
    wrong.push(`${what}: no outline (${style.outlineStyle} ${style.outlineWidth})`)

  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = channels(colour).map((one) => {
      const share = one / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  let ground = 'rgb(255, 255, 255)'
  for (let up: Element | null = marked.parentElement; up; up = up.parentElement) {
    const colour = getComputedStyle(up).backgroundColor
    if ((channels(colour)[3] ?? 1) === 0) continue
    ground = colour
    break
  }
  const [a, b] = [luminance(style.outlineColor), luminance(ground)]
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  if (contrast < 3)
    wrong.push(`${what}: outline ${style.outlineColor} on ${ground} has ${contrast.toFixed(1)}`)

  const { left, right, top, bottom } = marked.getBoundingClientRect()
  const fits = bottom - top <= innerHeight
  if (top < -1 || (fits && bottom > innerHeight + 1) || left < -1 || right > innerWidth + 1)
    wrong.push(`${what}: not in view (${top.toFixed(0)} to ${bottom.toFixed(0)} of ${innerHeight})`)
  const middle = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1))
  if (middle && !marked.contains(middle) && !middle.contains(marked))
    wrong.push(`${what}: covered by ${middle.localName}.${middle.className}`)
  return { what, wrong }
}

/** Goes through the page with the Tab key from its first stop to the last; a line per focus that cannot be seen. */
export async function tabThrough(page: Page): Promise<{ stops: string[]; wrong: string[] }> {
  await page.evaluate(() => {
    scrollTo(0, 0)
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
  })
  const stops: string[] = []
  const wrong: string[] = []
  for (let stop = 0; stop < 120; stop += 1) {
    await page.keyboard.press('Tab')
    const now = await page.evaluate(focusedNow)
    // After the last stop the focus leaves the page: nothing holds it.
    if (now.what === '') return { stops, wrong }
    stops.push(now.what)
    wrong.push(...now.wrong)
  }
  throw new Error(`the focus does not leave the page: ${stops.slice(-5).join(', ')}`)
}
