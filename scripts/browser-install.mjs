import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installedBrowser } from './browser.mjs'
import { inRoot, root } from './paths.mjs'

/** Sees to it that the browser tests have a browser: an installed one, else Playwright's, else Debian's. */
export async function ensureBrowser(say) {
  if (installedBrowser() || (await playwrightHasOne())) return
  say('Installing a browser for the tests …')
  const cli = inRoot('node_modules', '@playwright', 'test', 'cli.js')
  if (succeeds(process.execPath, [cli, 'install', 'chromium'], 300_000)) {
    if (process.getuid?.() === 0) succeeds(process.execPath, [cli, 'install-deps', 'chromium'], 300_000)
    return
  }
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    succeeds('apt-get', ['update'], 120_000)
    succeeds('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 300_000)
  }
  if (!installedBrowser()) {
    throw new Error('The browser tests need Chrome or Chromium: install one, or set CHROMIUM_PATH to it.')
  }
}

async function playwrightHasOne() {
  const { chromium } = await import('@playwright/test')
  return existsSync(chromium.executablePath())
}

function succeeds(command, args, timeout) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync(command, args, {
    cwd: root,
    env,
    timeout,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return status === 0
}
