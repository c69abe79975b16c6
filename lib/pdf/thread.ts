import { parentPort } from 'node:worker_threads'
import { type CopyFacts, copyOf } from './copy'
import { renderCopy } from './render'

/** Entry of dist/pdf-thread.mjs: draws one copy after the other, beside the event loop that answers people (./pool.ts). */
export type Drawn = { bytes: Uint8Array } | { failed: string }

parentPort?.on('message', (facts: CopyFacts) => {
  renderCopy(copyOf(facts)).then(
    (bytes) => parentPort?.postMessage({ bytes } satisfies Drawn),
    // The message may quote what a person typed.
    (thrown) =>
      parentPort?.postMessage({ failed: thrown instanceof Error ? thrown.name : 'Error' } satisfies Drawn),
  )
})
