import { log } from '@/lib/log'
import { namesIn } from './origin'

/**
 * A page of ours that is opened under another address than APP_URL's (a second domain, an address of the local network, a wrong
 * APP_URL) is drawn like any other, and what it sends is refused. So operators are told when it is opened. Only ever a hint: a proxy may
 * name itself, and a client can write anything.
 */
const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/
/** What a proxy calls the app behind it; nobody outside opens it. */
const inner =
  /^([^.[\]]+|.+\.(local|internal|lan)|(10|127|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d+)+|\[(::1|f[cd][\da-f]{2}:.*)\])$/

/** APP_URL is of this machine only, as in the demo: nobody else's proxy stands between, and whoever looks may be told on the page. */
export const isOwnMachine = (appUrl: string): boolean => loopback.test(new URL(appUrl).hostname)

/** The name and port that a header's text stands for as a browser would write it; null for what is no name. */
function hostOf(name: string, protocol: string): URL | null {
  if (!/^([a-z0-9.-]{1,200}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/.test(name)) return null
  const url = `${protocol}//${name}`
  return URL.canParse(url) ? new URL(url) : null
}

/**
 * The other name (with its port) under which a page was asked for; null: it is APP_URL's, or a name that only a proxy uses. Pure.
 * @param hosts the headers Host and X-Forwarded-Host
 */
export function otherHost(hosts: readonly (string | null)[], appUrl: string): string | null {
  const app = new URL(appUrl)
  const named = hosts.flatMap(namesIn).filter((name) => name !== '')
  const found = named.map((name) => hostOf(name, app.protocol)).filter((url) => url !== null)
  if (found.some(({ host }) => host === app.host)) return null
  const others = isOwnMachine(appUrl) ? found : found.filter(({ hostname }) => !inner.test(hostname))
  return others[0]?.host ?? null
}

/** Of each address one line per hour, and of so many addresses: whoever invents names fills no disk. */
export const mostAddresses = 20
const hourMs = 3600_000

/** What says each address once per hour; made anew in tests. */
export function makeNotice(now: () => number = Date.now): (host: string) => void {
  let hour = Number.NaN
  const told = new Set<string>()
  return (host) => {
    const current = Math.floor(now() / hourMs)
    if (current !== hour) told.clear()
    hour = current
    if (told.has(host) || told.size >= mostAddresses) return
    told.add(host)
    log.warn('page.address', { host })
  }
}
const notice = makeNotice()

/** Pages by which people come to fill in something; what programs try on a server's bare address is none of them. */
const pages = /^\/(antrag|weiter|bestaetigen)(\/|$)/

/** Says in the log when one of our pages is opened under another address than APP_URL's. */
export function noteAddress(path: string, hosts: readonly (string | null)[], appUrl: string): void {
  const host = pages.test(path) ? otherHost(hosts, appUrl) : null
  if (host) notice(host)
}
