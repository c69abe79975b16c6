/** Preloaded into the app by a test: SIGUSR2 blocks the event loop for 2 s, SIGALRM for ever. */
import { writeSync } from 'node:fs'

const tell = (text) => writeSync(1, `${process.pid} ${text}\n`)

process.on('SIGUSR2', () => {
  const until = performance.now() + 2000
  while (performance.now() < until);
  tell('was blocked for 2000 ms')
})
process.on('SIGALRM', () => {
  tell('is blocked')
  for (;;);
})
