import { useEffect, useRef } from 'react'

/** A press that ends nowhere (released outside, broken off) does not hold things up longer than this. */
const PATIENCE_MS = 1500

/**
 * Puts off what moves the page while a mouse or finger is down. Leaving a control by pressing the button below would
 * otherwise draw echo, warning and figures between press and release, and the release would miss the button.
 */
export function usePress(): (run: () => void) => void {
  const pressed = useRef(false)
  const waiting = useRef<(() => void)[]>([])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const release = () => {
      clearTimeout(timer)
      pressed.current = false
      // After the click that follows the release.
      setTimeout(() => {
        for (const run of waiting.current.splice(0)) run()
      }, 0)
    }
    const press = () => {
      pressed.current = true
      timer = setTimeout(release, PATIENCE_MS)
    }
    document.addEventListener('mousedown', press, true)
    document.addEventListener('mouseup', release, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('mousedown', press, true)
      document.removeEventListener('mouseup', release, true)
    }
  }, [])

  return (run) => {
    if (pressed.current) waiting.current.push(run)
    else run()
  }
}
