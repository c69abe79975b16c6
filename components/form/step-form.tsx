'use client'

import { lazy } from 'react'
import type { StepFormProps } from './contract'
import { waitingPart } from './parts'
import { StepPage } from './step-page'
import { useJourney } from './use-journey'

// Not part of the first load. Pages change in transitions, so that no boundary and no fallback is needed: the page
// before stays until the next one is there, and the server waits for them before it answers.
const ReviewPage = lazy(() => import('./review-page').then((page) => ({ default: page.ReviewPage })))
const Waiting = lazy(() => waitingPart().then((page) => ({ default: page.Waiting })))
const NoDraft = lazy(() => waitingPart().then((page) => ({ default: page.NoDraft })))
const Confirmation = lazy(() => import('./confirmation').then((page) => ({ default: page.Confirmation })))

/**
 * The form in the browser. The server draws the first page with native controls; from then on pages come as data
 * (architecture §2.1), so that Back, reload and a restored tab lose nothing.
 */
export function StepForm(form: StepFormProps) {
  const journey = useJourney(form)
  const { shown, generation } = journey
  switch (shown.kind) {
    case 'step':
      return <StepPage key={generation} view={shown.view} journey={journey} form={form} />
    case 'review':
      return <ReviewPage key={generation} view={shown.view} journey={journey} form={form} />
    case 'sent':
      return (
        <Confirmation
          key={generation}
          first={shown.receipt}
          again={shown.again}
          secret={journey.secret}
          moved={generation > 0}
          form={form}
        />
      )
    case 'loading':
      return <Waiting heading={shown.heading} journey={journey} form={form} />
    case 'none':
      return <NoDraft journey={journey} form={form} />
  }
}
