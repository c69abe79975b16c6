import './globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { pageLang, requestNames } from '@/lib/http/page-request'
import { type Theme, themeStyle } from '@/lib/theme'
import { campaignOf } from './antrag/campaign-view'
import { OtherAddress } from './other-address'

export const metadata: Metadata = {
  title: 'Selbstauskunft',
  icons: { icon: { url: '/favicon.svg', type: 'image/svg+xml' } },
  formatDetection: { telephone: false, email: false, address: false },
}

const framed = async () => (await headers()).get(requestNames.framed) === '1'

/** The look of the campaign whose page this is; elsewhere the product's own. */
async function themeOfPage(): Promise<Theme> {
  const path = (await headers()).get(requestNames.path) ?? ''
  const slug = /^\/antrag\/([a-z0-9-]{1,80})(\/|$)/.exec(path)?.[1]
  const theme: Theme = (slug && (await campaignOf(slug))?.theme) || { scheme: 'system' }
  // A dark form in somebody's light page looks broken: in a frame only the campaign makes it dark.
  return theme.scheme === 'system' && (await framed()) ? { ...theme, scheme: 'light' } : theme
}

export async function generateViewport(): Promise<Viewport> {
  const { scheme } = await themeOfPage()
  return { width: 'device-width', initialScale: 1, colorScheme: scheme === 'system' ? 'light dark' : scheme }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const read = await headers()
  const theme = await themeOfPage()
  const style = themeStyle(theme)
  return (
    <html
      lang={pageLang(read.get(requestNames.lang))}
      data-scheme={theme.scheme === 'system' ? undefined : theme.scheme}
      data-framed={(await framed()) ? '' : undefined}
    >
      <head>
        {style ? (
          // The browser hides the nonce from scripts, which would look like a difference to React.
          <style nonce={read.get(requestNames.nonce) ?? undefined} suppressHydrationWarning>
            {style}
          </style>
        ) : null}
      </head>
      <body>
        <OtherAddress />
        {children}
      </body>
    </html>
  )
}
