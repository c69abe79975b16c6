import { existsSync } from 'node:fs'

const needs = {
  firefox: ['/usr/bin/firefox-esr'],
  webkit: [
    '/usr/bin/WebKitWebDriver',
    '/usr/bin/Xvfb',
    '/usr/bin/dbus-run-session',
    '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  ],
}

/** What Debian calls them. */
export const enginePackages = ['firefox-esr', 'webkit2gtk-driver', 'xvfb', 'xauth', 'dbus']

/** Engines beside Chromium that the smoke tests cannot have here. @returns {('firefox' | 'webkit')[]} */
export const missingEngines = () =>
  ['firefox', 'webkit'].filter((name) => !needs[name].every((file) => existsSync(file)))
