import { lazy, startTransition, useState } from 'react'
import type { StepFormProps } from './contract'
import type { Journey } from './use-journey'

// Few people press it: what it opens is not part of the first load. It opens in a transition, so that no boundary is needed.
const LaterPanel = lazy(() => import('./later-panel'))

/** "Später weitermachen", at the same place on every page; behind it the link by mail and the draft's deletion. */
export function Later(props: { journey: Journey; form: StepFormProps }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="script-only no-print mt-4">
      <button
        type="button"
        className="second"
        aria-expanded={open}
        onClick={() => startTransition(() => setOpen(!open))}
      >
        {props.form.words.later}
      </button>
      {open ? <LaterPanel {...props} /> : null}
    </div>
  )
}
