import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installedBrowser, installedShell } from './browser.mjs'
import { inRoot, root } from './paths.mjs'

/**
 * Sees to it that the browser tests have a browser. One without a window comes first, as the tests take half as long with it: an
 * installed one, Playwright's, or Debian's where packages may be installed. Else an installed Chrome or Chromium.
 */
export async function ensureBrowser(say) {
  if (installedShell() || (await playwrightHasOne())) return
  const mayInstall = process.getuid?.() === 0
  if (mayInstall && existsSync('/etc/debian_version')) {
    say('Installing a browser for the tests …')
    succeeds('apt-get', ['update'], 120_000)
    succeeds('apt-get', ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'], 300_000)
  }
  if (installedBrowser()) return
  say("Installing Playwright's browser for the tests …")
  const cli = inRoot('node_modules', '@playwright', 'test', 'cli.js')
  if (succeeds(process.execPath, [cli, 'install', 'chromium'], 300_000)) {
    if (mayInstall) succeeds(process.execPath, [cli, 'install-deps', 'chromium'], 300_000)
    return
  }
  throw new Error('The browser tests need Chrome or Chromium: install one, or set CHROMIUM_PATH to it.')
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
