import { lazy, Suspense } from 'react'
import type { FullProps } from './full'

const Lazy = lazy(() => import('./full').then((full) => ({ default: full.Full })))

/**
 * What only the long form has: loaded with the first page that shows any of it, so that the first load stays as it is.
 * The boundary is for a question that appears while somebody types: it must not take the page away.
 */
export const FullPart = (props: FullProps) => (
  <Suspense>
    <Lazy {...props} />
  </Suspense>
)
