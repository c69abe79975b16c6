import { attributionIn, type FromFrame, fromFrame, SOURCE, VERSION } from '@/lib/embed/messages'

/**
 * `/embed.js`, on other people's pages: small, without dependency, cookie or storage. It puts the form into a frame and sets its
 * height, and tells the page what happens in it.
 */
type Options = {
  campaign: string
  mode: 'inline' | 'dialog' | 'page'
  length: string
  lang: string
  offset: number
  label: string
  query: string
  layer: boolean
}
type Mounted = { host: HTMLElement; remove: () => void }
type Global = { v: number; consent: () => void }

const LOWEST = 200
const HIGHEST = 20_000
const RESERVED = 640
const PATIENCE_MS = 8000

const origin =
  document.currentScript instanceof HTMLScriptElement ? new URL(document.currentScript.src).origin : ''
const page = window as Window & { selbstauskunft?: Global; dataLayer?: unknown[] }
const mounted = new Map<HTMLElement, Mounted>()
let consented = false
let made = 0

const english = (lang: string) => lang === 'en'
const words = (lang: string) =>
  english(lang)
    ? {
        open: 'Open the form in a new window',
        start: 'Start your enquiry',
        close: 'Close',
        title: 'Enquiry form',
      }
    : {
        open: 'Formular in neuem Fenster öffnen',
        start: 'Anfrage starten',
        close: 'Schließen',
        title: 'Anfrageformular',
      }

function optionsOf(host: HTMLElement): Options {
  const read = (name: string) => host.getAttribute(name) ?? host.getAttribute(`data-${name}`) ?? ''
  const mode = read('mode')
  return {
    campaign: host.getAttribute('campaign') ?? host.dataset.selbstauskunft ?? '',
    mode: mode === 'dialog' || mode === 'page' ? mode : 'inline',
    length: read('length'),
    lang: read('lang'),
    offset: Number(read('offset')) || 0,
    label: read('label'),
    query: read('query'),
    layer: read('datalayer') === 'true',
  }
}

/** The form's address: its own parameters win over those of the page around. */
function addressOf({ campaign, length, lang, query }: Options, id?: string): string {
  const url = new URL(`/antrag/${encodeURIComponent(campaign)}`, origin)
  const set = (name: string, value: string) => value && url.searchParams.set(name, value)
  for (const [name, value] of Object.entries({ ...attributionIn(location.search), ...attributionIn(query) }))
    set(name, value)
  set('laenge', length)
  set('sprache', lang)
  if (id) {
    set('einbettung', id)
    set('seite', location.origin)
  }
  return url.href
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  style: Partial<CSSStyleDeclaration>,
  more: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), more)
  Object.assign(made.style, style)
  return made
}

function mount(host: HTMLElement): void {
  if (mounted.has(host)) return
  const options = optionsOf(host)
  if (!/^[a-z0-9-]{1,80}$/.test(options.campaign)) {
    console.warn('selbstauskunft: no campaign', host)
    return
  }
  made += 1
  const id = `f${made}-${Math.random().toString(36).slice(2, 10)}`
  const say = words(options.lang)
  const cover = options.mode === 'page'
  const frame = element(
    'iframe',
    {
      width: '100%',
      border: '0',
      display: 'block',
      height: cover ? '100%' : `${RESERVED}px`,
      colorScheme: 'normal',
    },
    {
      title: host.title || say.title,
      allow: 'clipboard-write',
      referrerPolicy: 'strict-origin-when-cross-origin',
    },
  )
  // A page that is isolated takes only frames without credentials; the form needs none.
  if (page.crossOriginIsolated) (frame as { credentialless?: boolean }).credentialless = true
  const timers: number[] = []
  const leads = new Set<string>()
  let ready = false
  let started = false
  let step = -1
  let sent = ''

  const tell = ({ type, ...detail }: FromFrame) => {
    host.dispatchEvent(new CustomEvent(`selbstauskunft:${type}`, { detail, bubbles: true }))
    if (type === 'height' || !(options.layer || consented)) return
    page.dataLayer ??= []
    page.dataLayer.push({ event: `selbstauskunft_${type}`, campaign: options.campaign, ...detail })
  }
  const hello = () => {
    sent = location.search
    const attribution = attributionIn(location.search)
    frame.contentWindow?.postMessage(
      { source: SOURCE, v: VERSION, id, type: 'hello', attribution, origin: location.origin },
      origin,
    )
  }
  /** To the top of the form, if it is out of view. */
  const show = () => {
    const { top } = frame.getBoundingClientRect()
    if (cover || (top >= options.offset && top < innerHeight - 80)) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    scrollTo({ top: top + scrollY - options.offset, behavior: calm ? 'auto' : 'smooth' })
  }
  const heard = (event: MessageEvent) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return
    const said = fromFrame(event.data, id)
    if (!said) return
    switch (said.type) {
      case 'ready':
        ready = true
        link.remove()
        hello()
        break
      case 'height':
        if (!cover) size(said.height)
        break
      case 'step':
        if (step >= 0 && said.n !== step) show()
        step = said.n
        break
      case 'started':
        started = true
        break
      case 'submitted':
        if (leads.has(said.lead)) return
        leads.add(said.lead)
        break
      case 'error':
        show()
    }
    tell(said)
  }
  let warned = false
  const size = (height: number) => {
    frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, height))}px`
    for (let around = frame.parentElement; around && !warned; around = around.parentElement) {
      const { maxHeight, overflowY } = getComputedStyle(around)
      if (around.scrollHeight <= around.clientHeight + 2 || around === document.documentElement) continue
      if (maxHeight === 'none' && !/hidden|clip/.test(overflowY)) continue
      warned = true
      console.warn('selbstauskunft: this element cuts the form off (max-height or overflow)', around)
    }
  }

  const link = element(
    'a',
    { display: 'none', padding: '1em 0' },
    { href: addressOf(options), target: '_blank', rel: 'noopener', textContent: say.open },
  )
  const load = () => {
    if (frame.src) return
    frame.src = addressOf(options, id)
    timers.push(
      window.setTimeout(() => {
        if (!ready) link.style.display = 'block'
      }, PATIENCE_MS),
      window.setInterval(() => {
        if (ready && !started && location.search !== sent) hello()
      }, 1000),
    )
  }
  addEventListener('message', heard)

  const parts = options.mode === 'dialog' ? dialogOf(host, frame, link, load, options, id) : null
  if (!parts) {
    if (cover)
      Object.assign(host.style, { position: 'fixed', inset: '0', zIndex: '2147483647', background: '#fff' })
    host.style.display = 'block'
    host.append(frame, link)
    load()
  }
  mounted.set(host, {
    host,
    remove: () => {
      removeEventListener('message', heard)
      for (const timer of timers) clearInterval(timer)
      parts?.()
      frame.remove()
      link.remove()
    },
  })
}

/** A button that opens the form above the page. Back closes it, and the focus returns to the button. */
function dialogOf(
  host: HTMLElement,
  frame: HTMLIFrameElement,
  link: HTMLElement,
  load: () => void,
  { label, lang }: Options,
  id: string,
): () => void {
  const say = words(lang)
  const own = host.querySelector('button')
  const button =
    own ??
    element(
      'button',
      { font: 'inherit', padding: '.75em 1.25em' },
      { type: 'button', textContent: label || say.start },
    )
  const close = element(
    'button',
    { font: 'inherit', padding: '.5em .75em', marginLeft: 'auto', display: 'block' },
    { type: 'button', textContent: say.close },
  )
  const dialog = element('dialog', {
    width: 'min(44rem, 100%)',
    maxHeight: '100%',
    padding: '0',
    border: '0',
    overflowY: 'auto',
  })
  dialog.setAttribute('aria-label', frame.title)
  dialog.append(close, frame, link)
  const preconnect = element('link', {}, { rel: 'preconnect', href: origin })
  document.head.append(preconnect)
  const back = () => dialog.close()
  button.onclick = () => {
    load()
    dialog.showModal()
    history.pushState({ ...history.state, selbstauskunft: id }, '')
  }
  close.onclick = () => dialog.close()
  dialog.onclose = () => {
    if (history.state?.selbstauskunft === id) history.back()
  }
  addEventListener('popstate', back)
  if (!own) host.append(button)
  host.append(dialog)
  const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1500))
  idle(load)
  return () => {
    removeEventListener('popstate', back)
    preconnect.remove()
    dialog.remove()
    if (!own) button.remove()
  }
}

function unmount(host: HTMLElement): void {
  mounted.get(host)?.remove()
  mounted.delete(host)
}

/** Whatever stands on the page, and whatever a single-page app puts there later. */
function find(): void {
  for (const host of document.querySelectorAll<HTMLElement>('[data-selbstauskunft]')) mount(host)
  for (const host of mounted.keys()) if (!host.isConnected) unmount(host)
}

if (origin && !page.selbstauskunft) {
  page.selbstauskunft = {
    v: VERSION,
    consent: () => {
      consented = true
    },
  }
  customElements.define(
    'selbstauskunft-form',
    class extends HTMLElement {
      connectedCallback() {
        mount(this)
      }
      disconnectedCallback() {
        // An app may only move it.
        setTimeout(() => {
          if (!this.isConnected) unmount(this)
        })
      }
    },
  )
  find()
  new MutationObserver(find).observe(document.documentElement, { childList: true, subtree: true })
}
