import { existsSync } from 'node:fs'

/** Browsers without a window of their own: what Playwright drives unseen by itself, for two thirds of the work. */
const shells = ['/usr/bin/chromium-headless-shell', '/usr/lib/chromium/chromium-headless-shell']

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const existing = (places) => places.find((place) => place && existsSync(place))

/** An installed browser without a window: CHROMIUM_PATH, else Debian's. */
export const installedShell = () => existing([process.env.CHROMIUM_PATH, ...shells])

/** What the tests drive: a browser without a window, else an installed Chrome or Chromium. Undefined: Playwright's own is used. */
export const installedBrowser = () => installedShell() ?? existing(browsers)
