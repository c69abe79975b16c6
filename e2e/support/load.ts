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

/** Loads a page in a fresh context; answers with everything that came until the network was quiet. */
export async function load(page: Page, address: string): Promise<Loaded[]> {
  const pending: Promise<Loaded>[] = []
  page.on('response', (response) => void pending.push(bytesOf(response)))
  await page.goto(address, { waitUntil: 'networkidle' })
  return Promise.all(pending)
}

/** What waits for an idle browser or a first focus is not part of the first load. */
export async function neverIdle(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
}

export const sum = (loaded: Loaded[], kind: string): number =>
  loaded.filter((one) => one.kind === kind).reduce((total, one) => total + one.gzip, 0)
