import { useState } from 'react'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

const PDF_URL = '/api/antrag/pdf'

type State = 'idle' | 'making' | 'failed' | 'gone' | { limited: number }
type Props = { secret?: string; words: FormWords }

/**
 * Fetches the copy of what was sent as a file. The secret goes in the body; without a script the form posts and the cookie says which.
 * The code that saves the file comes with the first press.
 */
export function CopyDownload({ secret, words }: Props) {
  const [state, setState] = useState<State>('idle')

  async function fetchCopy(known: string): Promise<void> {
    if (state === 'making') return
    setState('making')
    try {
      const { downloadCopy } = await import('./download-copy')
      setState(await downloadCopy(PDF_URL, known))
    } catch {
      setState('failed')
    }
  }

  return (
    <form
      method="post"
      action={PDF_URL}
      onSubmit={(event) => {
        // Without a known secret (a page that came without a script's draft) the post itself does it, by the cookie.
        if (!secret) return
        event.preventDefault()
        void fetchCopy(secret)
      }}
    >
      <button type="submit" className="second" aria-disabled={state === 'making' || undefined}>
        {words.pdf}
      </button>
      <p className="hint" role="status">
        {sentence(state, words)}
      </p>
    </form>
  )
}

function sentence(state: State, words: FormWords): string {
  switch (state) {
    case 'idle':
      return ''
    case 'making':
      return words.pdfMaking
    case 'gone':
      return words.pdfGone
    case 'failed':
      return words.pdfFailed
    default:
      return fill(words.pdfLimited, { n: state.limited })
  }
}
