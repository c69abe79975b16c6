import type { Page } from '@playwright/test'

export type Focus = { name: string; kind: string; value: string; text: string; folded: boolean }

/** What has the focus, as the person at the keyboard would be told. */
export const focus = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement
    const input = element instanceof HTMLInputElement
    return {
      name: element?.getAttribute('name') ?? '',
      kind: input ? element.type : (element?.localName ?? ''),
      value: input || element instanceof HTMLSelectElement ? element.value : '',
      text: element?.textContent ?? '',
      folded: element?.localName === 'summary' && !element.closest('details')?.open,
    }
  })

const mostStops = 80

/** Tab until a control of that name has the focus. */
export async function tabTo(page: Page, found: (focus: Focus) => boolean): Promise<void> {
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab')
    if (found(await focus(page))) return
  }
  throw new Error('Not reached with the Tab key')
}
