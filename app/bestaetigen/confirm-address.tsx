'use client'

import { useEffect, useRef, useState } from 'react'
import { postJson } from '@/components/form/post-json'
import type { ConfirmWords } from '@/lib/words'

type Answer = { kind: 'confirmed' } | { kind: 'closed' }
const isAnswer = (value: { kind: string }): value is Answer =>
  value.kind === 'confirmed' || value.kind === 'closed'

/** One button; a link that was used, is over or never existed is answered in one way. */
export function ConfirmAddress({ words }: { words: ConfirmWords }) {
  const [view, setView] = useState<'asked' | 'failed' | Answer['kind']>('asked')
  const title = useRef<HTMLHeadingElement>(null)
  const done = view === 'confirmed' || view === 'closed'
  useEffect(() => {
    if (done) title.current?.focus()
  }, [done])

  async function confirm(): Promise<void> {
    const answer = await postJson('/api/bestaetigen', { secret: location.hash.slice(1) }, isAnswer)
    setView(answer?.kind ?? 'failed')
  }

  if (view === 'confirmed' || view === 'closed') {
    const [heading, text] =
      view === 'confirmed' ? [words.done, words.doneHint] : [words.closed, words.closedHint]
    return (
      <>
        <h1 ref={title} tabIndex={-1}>
          {heading}
        </h1>
        <p className="lead">{text}</p>
      </>
    )
  }
  return (
    <>
      <h1>{words.title}</h1>
      <p className="lead">{words.text}</p>
      <p className="mt-6 script-only">
        <button type="button" className="leading" onClick={() => void confirm()}>
          {words.button}
        </button>
      </p>
      <p role="status" className="mt-4">
        {view === 'failed' ? words.failed : ''}
      </p>
    </>
  )
}
