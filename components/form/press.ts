/** A press that ends nowhere (released outside, broken off) does not hold things up longer than this. */
const PATIENCE_MS = 1500

let listening = false
let pressed = false
const waiting: (() => void)[] = []

/** From now on, for as long as the document lives, presses are known. */
export function listenToPresses(): void {
  if (listening || typeof document === 'undefined') return
  listening = true
  let timer: ReturnType<typeof setTimeout> | undefined
  const release = () => {
    clearTimeout(timer)
    pressed = false
    // After the click that follows the release.
    setTimeout(() => {
      for (const run of waiting.splice(0)) run()
    }, 0)
  }
  const press = () => {
    pressed = true
    timer = setTimeout(release, PATIENCE_MS)
  }
  document.addEventListener('mousedown', press, true)
  document.addEventListener('mouseup', release, true)
}

/**
 * Puts off what moves the page while a mouse or finger is down. Leaving a control by pressing the button below would
 * otherwise draw echo, warning and figures between press and release, and the release would miss the button.
 */
export function afterPress(run: () => void): void {
  if (pressed) waiting.push(run)
  else run()
}
