import { lazy, Suspense } from 'react'
import type { FullProps } from './full'

const Lazy = lazy(async () => {
  const [{ Full }] = await Promise.all([
    import('./full'),
    import('./step-figures'),
    import('@/components/charts/lazy'),
  ])
  return { default: Full }
})

/**
 * What only the long form has: loaded with the first page that shows any of it, so that the first load stays as it is. What draws the
 * figures of later steps comes along, so that none of them loads more.
 * The boundary is for a question that appears while somebody types: it must not take the page away.
 */
export const FullPart = (props: FullProps) => (
  <Suspense>
    <Lazy {...props} />
  </Suspense>
)
