import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody else's site on 127.0.0.1 (another site than localhost): each path a page of its own, with headers of its own. */
export type ForeignPage = { body: string; headers?: { readonly [name: string]: string } }
export type ForeignSite = { origin: string; close: () => Promise<void> }

export async function foreignSite(pages: { readonly [path: string]: ForeignPage }): Promise<ForeignSite> {
  const server: Server = createServer((request, response) => {
    const page = pages[new URL(request.url ?? '/', 'http://x').pathname]
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(
      page &&
        `<!doctype html><html lang="de"><head><title>Landeseite</title><meta name="viewport" content="width=device-width"></head><body>${page.body}</body></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
