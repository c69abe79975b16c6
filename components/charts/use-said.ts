import { useEffect, useState } from 'react'

/** What a hidden polite line says: half a second after the last change, so that nobody hears each step. */
export function useSaid(spoken: string): string {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(spoken), 500)
    return () => clearTimeout(timer)
  }, [spoken])
  return said
}
