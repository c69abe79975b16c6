import { useState } from 'react'
import type { FormWords } from '@/lib/words'

/** Copies a text and says so; where the clipboard is closed the text still stands beside the button. */
export function CopyButton({
  text,
  label,
  what,
  words,
}: {
  text: string
  label: string
  what?: string
  words: FormWords
}) {
  const [copied, setCopied] = useState(false)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <span className="no-print script-only">
      <button type="button" className="second" aria-label={what} onClick={() => void copy()}>
        {label}
      </button>{' '}
      <span role="status">{copied ? words.copied : ''}</span>
    </span>
  )
}
