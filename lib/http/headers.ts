/**
 * Security headers of every answer (trust.md S4 to S7, S12). Pure: what goes in is what a test can vary.
 */
export type PageSetting = {
  nonce: string
  /** Development needs eval and styles injected by the framework's reloading; nothing else differs. */
  development: boolean
  /** The product is reached by https (APP_URL). */
  https: boolean
  /** Hosts that may show this campaign in a frame, as `https://host`; empty: nobody. */
  frameAncestors: readonly string[]
  /** The page shows forms of ours in frames (the playground). */
  frames?: boolean
}

const features = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]

/** Where browsers report what the policy refused (S4): older ones by `report-uri`, newer ones by `report-to`. */
export const reportPath = '/api/csp-report'

/** The policy also travels to the renderer, which puts the nonce on every script it writes. */
export function contentSecurityPolicy({ nonce, development, frameAncestors, frames }: PageSetting): string {
  const ancestors = frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'"
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    ...(frames ? ["frame-src 'self'"] : []),
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
    `report-uri ${reportPath}`,
    'report-to csp',
  ].join('; ')
}

/** Headers of anything we answer with, static files included. */
export function commonHeaders(https: boolean): Readonly<Record<string, string>> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(https && { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}

/** Headers of pages and of the interface behind them. */
export function pageHeaders(setting: PageSetting): Readonly<Record<string, string>> {
  return {
    ...commonHeaders(setting.https),
    'Content-Security-Policy': contentSecurityPolicy(setting),
    'Reporting-Endpoints': `csp="${reportPath}"`,
    'Permissions-Policy': features.map((feature) => `${feature}=()`).join(', '),
    'Cross-Origin-Opener-Policy': 'same-origin',
  }
}

/** `embed.js` and what stands beside it are for other people's pages; nothing else is. */
export const embedHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cache-Control': 'public, max-age=3600, stale-while-revalidate=86400',
}
export const isEmbedScript = (path: string): boolean => path === '/embed.js' || path === '/embed/v1.js'

/** What holds answers or leads to them is stored by nobody on the way and found by no search engine. */
export const privateHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow',
}

export const isPrivate = (path: string): boolean =>
  /^\/(antrag|weiter|bestaetigen|einladung|beratung|api)(\/|$)/.test(path)
