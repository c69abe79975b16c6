import { useEffect, useRef } from 'react'

/** What the browser's window tells the journey. */
type Heard = {
  start: () => void
  pop: (event: PopStateEvent) => void
  leave: () => void
  hide: () => void
  online: () => void
  click: (event: MouseEvent) => void
}

/**
 * Plain listeners that call what was drawn last: a browser may tell that a page is left while React draws it, and an effect event
 * throws then (error 440 in Firefox), which would lose what was typed last.
 */
export function useWindow(heard: Heard): void {
  const now = useRef(heard)
  now.current = heard
  useEffect(() => {
    const end = new AbortController()
    const on = { signal: end.signal }
    now.current.start()
    // Before the router, which listens on the window as well.
    window.addEventListener('popstate', (event) => now.current.pop(event), { ...on, capture: true })
    window.addEventListener('pagehide', () => now.current.leave(), on)
    window.addEventListener('online', () => now.current.online(), on)
    document.addEventListener('click', (event) => now.current.click(event), on)
    // A phone may end an app from its switcher without another word.
    document.addEventListener('visibilitychange', () => document.hidden && now.current.hide(), on)
    return () => end.abort()
  }, [])
}

/** The plain press on a link to the page in another language; null: anything else, which the browser does. */
export function languageLink(event: MouseEvent): URL | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[hreflang]') : null
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return null
  event.preventDefault()
  return new URL(link.href)
}
