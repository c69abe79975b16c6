import { startTransition, useRef, useState } from 'react'
import type { Shown, StepFormProps } from './contract'
import type { Stored } from './history'
import { firstShown, type Listed, type Notice } from './shown'

/** What stands on screen: the page, and what is said beside it as long as it stands there. */
export function useScreen(props: StepFormProps) {
  const [shown, setShown] = useState<Shown>(() => firstShown(props))
  const [generation, setGeneration] = useState(0)
  const [notice, setNotice] = useState<Notice | null>(null)
  const [offer, setOffer] = useState<Stored | null>(null)
  const [listed, setListed] = useState<Listed | null>(null)
  /** Pages that the last answers have added. */
  const [grown, setGrown] = useState(0)
  const now = useRef(shown)
  now.current = shown

  /** Another page: what was said about the one before goes with it. */
  function turnTo(next: Shown): void {
    startTransition(() => {
      setShown(next)
      setGeneration((count) => count + 1)
      setNotice(null)
      setOffer(null)
      setListed(null)
      setGrown(0)
    })
  }

  return {
    shown,
    /** The same, for whoever has waited. */
    shownNow: (): Shown => now.current,
    setShown,
    generation,
    notice,
    setNotice,
    offer,
    setOffer,
    listed,
    setListed,
    grown,
    setGrown,
    turnTo,
  }
}
