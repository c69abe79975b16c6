import { lazy, startTransition, useState } from 'react'
import type { StepFormProps } from './contract'
import type { Journey } from './use-journey'

// Few people press it: what it opens is not part of the first load. It opens in a transition, so that no boundary is needed.
const LaterPanel = lazy(() => import('./later-panel'))

/** "Später weitermachen", at the same place on every page; in its stead then the link by mail and the draft's deletion. */
export function Later(props: { journey: Journey; form: StepFormProps }) {
  const [open, setOpen] = useState(false)
  return open ? (
    <LaterPanel {...props} />
  ) : (
    <button type="button" className="second script-only" onClick={() => startTransition(() => setOpen(true))}>
      {props.form.words.later}
    </button>
  )
}
