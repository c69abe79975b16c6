import { useEffect, useEffectEvent, useState } from 'react'
import type { Receipt } from '@/lib/drafts/protocol'

const STATUS_URL = '/api/antrag/status'
/** Quick at first, because the number usually takes seconds; then patient. */
const pauseAfter = (tries: number): number => (tries < 15 ? 2000 : tries < 30 ? 5000 : 30_000)
const DELAYED_MS = 60_000
const TRIES = 60

type Status = Pick<Receipt, 'state' | 'vorgangsnummer' | 'mailSent' | 'mailWithheld' | 'mailConfirmed'>

function isStatus(value: unknown): value is Status {
  return (
    typeof value === 'object' &&
    value !== null &&
    'state' in value &&
    (value.state === 'working' || value.state === 'delayed' || value.state === 'created')
  )
}

/**
 * The receipt with what has become known since: asks until the case has its number and, where one is promised, the
 * mail is out; after 60 s without a number it says so.
 */
export function useReceipt(
  first: Receipt,
  secret: string | undefined,
  mailExpected: boolean,
): { receipt: Receipt; look: () => void } {
  const [receipt, setReceipt] = useState(first)
  const done = receipt.state === 'created' && (receipt.mailSent || receipt.mailWithheld || !mailExpected)

  async function ask(): Promise<void> {
    if (!secret) return
    try {
      const response = await fetch(STATUS_URL, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret }),
        signal: AbortSignal.timeout(10_000),
      })
      const status: unknown = await response.json()
      if (isStatus(status)) setReceipt((now) => ({ ...now, ...status }))
    } catch {
      // No answer this time: the next round asks again, and the page already says that nothing has to be done.
    }
  }
  const askNow = useEffectEvent(ask)
  const late = useEffectEvent(() =>
    setReceipt((now) => (now.state === 'working' ? { ...now, state: 'delayed' } : now)),
  )

  useEffect(() => {
    if (done || !secret) return
    let tries = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const begun = Date.now()
    async function again(): Promise<void> {
      await askNow()
      if (Date.now() - begun >= DELAYED_MS) late()
      tries += 1
      if (tries < TRIES) timer = setTimeout(() => void again(), pauseAfter(tries))
    }
    void again()
    return () => {
      tries = TRIES
      clearTimeout(timer)
    }
  }, [done, secret])

  return { receipt, look: () => void ask() }
}
