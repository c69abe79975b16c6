import { useEffect, useEffectEvent } from 'react'

/** What the browser's window tells the journey. */
type Heard = {
  start: () => void
  pop: (event: PopStateEvent) => void
  leave: () => void
  online: () => void
  click: (event: MouseEvent) => void
}

export function useWindow(heard: Heard): void {
  const onStart = useEffectEvent(heard.start)
  const onPop = useEffectEvent(heard.pop)
  const onLeave = useEffectEvent(heard.leave)
  const onOnline = useEffectEvent(heard.online)
  const onClick = useEffectEvent(heard.click)
  useEffect(() => {
    const pop = (event: PopStateEvent) => onPop(event)
    const leave = () => onLeave()
    const online = () => onOnline()
    const click = (event: MouseEvent) => onClick(event)
    onStart()
    // Before the router, which listens on the window as well.
    window.addEventListener('popstate', pop, true)
    window.addEventListener('pagehide', leave)
    window.addEventListener('online', online)
    document.addEventListener('click', click)
    return () => {
      window.removeEventListener('popstate', pop, true)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('online', online)
      document.removeEventListener('click', click)
    }
  }, [])
}

/** The plain press on a link to the page in another language; null: anything else, which the browser does. */
export function languageLink(event: MouseEvent): URL | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[hreflang]') : null
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return null
  event.preventDefault()
  return new URL(link.href)
}
