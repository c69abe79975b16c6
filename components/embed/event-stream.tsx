'use client'

import { useEffect, useState } from 'react'

const TYPES = ['ready', 'height', 'step', 'started', 'submitted', 'error'] as const
const MOST = 40

/** What embed.js tells the page around, as it comes. */
export function EventStream({ hint, none }: { hint: string; none: string }) {
  const [heard, setHeard] = useState<readonly { at: number; line: string }[]>([])
  useEffect(() => {
    const hear = (event: Event) => {
      if (!(event instanceof CustomEvent)) return
      const line = `${event.type} ${JSON.stringify(event.detail)}`
      setHeard((before) => [{ at: (before[0]?.at ?? 0) + 1, line }, ...before].slice(0, MOST))
    }
    for (const type of TYPES) addEventListener(`selbstauskunft:${type}`, hear)
    return () => {
      for (const type of TYPES) removeEventListener(`selbstauskunft:${type}`, hear)
    }
  }, [])
  return (
    <>
      <p className="hint">{hint}</p>
      {heard.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ol className="text-sm" data-events>
          {heard.map(({ at, line }) => (
            <li key={at}>
              <code>{line}</code>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
