import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installedBrowser, installedShell } from './browser.mjs'
import { enginePackages, missingEngines } from './engines.mjs'
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

/**
 * Sees to it that the smoke tests have Firefox and WebKit: Debian's, where packages may be installed. Where they cannot be had it says
 * so, and the tests of the others go on; `npm run verify` fails without them.
 */
export function ensureEngines(say) {
  if (missingEngines().length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('Installing Firefox and WebKit for the tests …')
    succeeds('apt-get', ['update'], 120_000)
    succeeds('apt-get', ['install', '-y', '--no-install-recommends', ...enginePackages], 300_000)
  }
  const missing = missingEngines()
  if (missing.length > 0) {
    say(
      `Not tested in ${missing.join(' and ')}: install ${enginePackages.join(', ')} (Debian). Verify fails without them.`,
    )
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
