import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'

export type Loaded = { url: string; kind: string; gzip: number }

/** Bytes as they travel: what the server sent when it compressed, else what gzip makes of it. */
async function bytesOf(response: Response): Promise<Loaded> {
  const url = response.url()
  const kind = response.request().resourceType()
  const encoded = (await response.headerValue('content-encoding')) === 'gzip'
  const gzip = encoded
    ? (await response.request().sizes()).responseBodySize
    : gzipSync(await response.body(), { level: 6 }).length
  return { url, kind, gzip }
}

/** Everything that comes for what `show` opens, until the network is quiet. */
export async function loadedBy(page: Page, show: () => Promise<unknown>): Promise<Loaded[]> {
  const pending: Promise<Loaded>[] = []
  page.on('response', (response) => void pending.push(bytesOf(response)))
  await show()
  await page.waitForLoadState('networkidle')
  return Promise.all(pending)
}

/** Loads a page in a fresh context. */
export const load = (page: Page, address: string): Promise<Loaded[]> =>
  loadedBy(page, () => page.goto(address))

/** What waits for an idle browser or a first focus is not part of the first load. */
export async function neverIdle(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
}

export const sum = (loaded: Loaded[], kind: string): number =>
  loaded.filter((one) => one.kind === kind).reduce((total, one) => total + one.gzip, 0)
