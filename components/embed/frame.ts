import { ATTRIBUTION, type Attribution, type FromFrame, SOURCE, toFrame, VERSION } from '@/lib/embed/messages'

/**
 * The script inside a frame. It looks at the page only, so that the form knows nothing of frames: the height of its content, which
 * step stands there, that somebody has begun, a summary of errors, the receipt. What it says holds no answer.
 */
const script = document.currentScript
const { id = '', page = '' } = script instanceof HTMLElement ? script.dataset : {}
const content = document.getElementById('rahmen')
const root = document.documentElement
/** A bare frame has nobody who sets its height: it must scroll by itself. */
const PATIENCE_MS = 1000

function say(message: FromFrame): void {
  parent.postMessage({ source: SOURCE, v: VERSION, id, ...message }, page)
}

let height = 0
function measure(): void {
  const now = Math.ceil(content?.getBoundingClientRect().height ?? 0)
  if (now === height) return
  height = now
  say({ type: 'height', height })
}

let path = ''
let errors = false
let lead = ''
function look(): void {
  const { pathname } = location
  if (pathname !== path) {
    path = pathname
    step()
  }
  const wrong = content?.querySelector('.summary, .notice[data-tone=error]')
  if (wrong && !errors) say({ type: 'error', code: wrong.matches('.summary') ? 'invalid' : 'refused' })
  errors = Boolean(wrong)
  const sent = content?.querySelector<HTMLElement>('[data-lead]')?.dataset.lead ?? ''
  if (sent && sent !== lead) {
    lead = sent
    say({ type: 'submitted', lead })
  }
}

/** Which step it is stands in the bar above it; the address names it. */
function step(): void {
  const bar = content?.querySelector('progress')
  const segments = content?.querySelectorAll('.segments > *')
  const of = bar?.max ?? segments?.length ?? 0
  const n = bar?.value ?? content?.querySelectorAll('.segments > [data-done]').length ?? 0
  const [, , , ...rest] = path.split('/')
  say({ type: 'step', n, of, name: rest.join('/') || 'start' })
}

let started = false
function start(): void {
  if (started) return
  started = true
  say({ type: 'started' })
}

/** The page around has another address than when the frame was made: until somebody begins, the form follows it. */
function follow(attribution: Attribution): void {
  if (started) return
  const url = new URL(location.href)
  const missing = ATTRIBUTION.filter((name) => attribution[name] && !url.searchParams.has(name))
  if (missing.length === 0) return
  for (const name of missing) url.searchParams.set(name, attribution[name] ?? '')
  location.replace(url)
}

if (content && page && id && parent !== window) {
  root.dataset.sized = ''
  const alone = setTimeout(() => delete root.dataset.sized, PATIENCE_MS)
  addEventListener('message', (event) => {
    if (event.source !== parent || event.origin !== page) return
    const hello = toFrame(event.data, id)
    if (!hello) return
    clearTimeout(alone)
    root.dataset.sized = ''
    follow(hello.attribution)
  })
  addEventListener('input', start, { capture: true, once: true })
  new ResizeObserver(measure).observe(content)
  new MutationObserver(look).observe(content, { childList: true, subtree: true })
  say({ type: 'ready' })
  measure()
  look()
}
