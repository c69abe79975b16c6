import type { Answers } from '@/lib/forms/engine/types'

/** Most bytes of a draft's answers, hidden ones and those of list items included. An honest full form takes about a tenth. */
export const MOST_BYTES = 256 * 1024

const bytesOf = (answers: Answers): number => Buffer.byteLength(JSON.stringify(answers))

/** Whether what a person adds makes a draft too large. What makes it smaller is always welcome. Pure. */
export function outgrown(before: Answers, after: Answers): boolean {
  const bytes = bytesOf(after)
  return bytes > MOST_BYTES && bytes > bytesOf(before)
}
