import type { Page } from '@playwright/test'

/** Starts to write down what live regions say; a screen reader would say it in this order. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    const live = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]'
    const watch = new MutationObserver((changes) => {
      const regions = new Set(
        changes.flatMap(({ target }) => {
          const element = target instanceof Element ? target : target.parentElement
          const region = element?.closest(live)
          return region?.isConnected ? [region] : []
        }),
      )
      for (const region of regions) {
        const text = region.textContent?.trim() ?? ''
        if (text !== '' && said.at(-1) !== text) said.push(text)
      }
    })
    watch.observe(document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { said })
  })
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0))
}
