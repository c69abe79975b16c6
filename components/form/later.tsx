import { lazy, Suspense, useState } from 'react'
import type { StepFormProps } from './contract'
import type { Journey } from './use-journey'

// Few people press it: what it opens is not part of the first load.
const LaterPanel = lazy(() => import('./later-panel').then((panel) => ({ default: panel.LaterPanel })))
const DiscardPanel = lazy(() => import('./later-panel').then((panel) => ({ default: panel.DiscardPanel })))

/** "Später weitermachen" and "Entwurf löschen", at the same place on every page with a draft. */
export function Later({ journey, form }: { journey: Journey; form: StepFormProps }) {
  const { words } = form
  const [open, setOpen] = useState('')
  const toggle = (name: string, text: string) => (
    <button
      type="button"
      className="second"
      aria-expanded={open === name}
      onClick={() => setOpen(open === name ? '' : name)}
    >
      {text}
    </button>
  )
  const Panel = open === 'later' ? LaterPanel : DiscardPanel
  return (
    <div className="script-only no-print">
      <p className="actions">
        {toggle('later', words.later)}
        {journey.draft ? toggle('discard', words.discard) : null}
      </p>
      {open ? (
        <Suspense fallback={null}>
          <Panel journey={journey} form={form} close={() => setOpen('')} />
        </Suspense>
      ) : null}
    </div>
  )
}
