import { existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** An installed Chrome or Chromium: CHROMIUM_PATH, else the usual places. Undefined: Playwright's own is used. */
export function installedBrowser() {
  return [process.env.CHROMIUM_PATH, ...places].find((place) => place && existsSync(place))
}
