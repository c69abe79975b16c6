import { defineConfig } from '@playwright/test'
import { installedBrowser } from './scripts/browser.mjs'

/**
 * Browser tests against a running stack: BASE_URL (the form) and SANDBOX_URL come from scripts/test.mjs; without them the
 * addresses of `npm run demo`. `SCREENS=folder npx playwright test accessibility` keeps a picture of
 * everything it looks at. Chromium, but for `engines.spec.ts`, which drives Firefox and WebKit by their own drivers.
 */
const verify = process.env.VERIFY === '1'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env.CI === 'true',
  workers: 2,
  timeout: verify ? 300_000 : 90_000,
  expect: { timeout: 15_000 },
  // A browser that stops drawing answers no press any more. scripts/tester.mjs counts a test that passes only now as failed for any other reason.
  retries: process.env.CI === 'true' ? 1 : 0,
  reporter: [
    ['line'],
    ...(process.env.PLAYWRIGHT_JSON ? [['json', { outputFile: process.env.PLAYWRIGHT_JSON }] as const] : []),
  ],
  use: {
    actionTimeout: 45_000,
    baseURL: process.env.BASE_URL ?? 'http://localhost:3000',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    // Every test pays for a trace with a quarter of its time: TRACE=1 for those that are looked into.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: installedBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // A page of a test ends long before its optimised code would have paid for being compiled: a tenth of the time.
        '--js-flags=--max-opt=1',
      ],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
})
