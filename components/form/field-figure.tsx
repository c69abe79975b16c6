import { type ComponentType, lazy, Suspense } from 'react'
import type { Lang } from '@/lib/forms/engine/types'

const EnergyScale = lazy<ComponentType<{ energy: number; lang: Lang }>>(() =>
  import('@/components/charts/baufinanzierung/energy-scale').then(
    (chart) => ({ default: chart.EnergyScale }),
    // A network fault, or a new build: the question stands without its picture.
    () => ({ default: () => null }),
  ),
)

type Props = { name: string; value: number; lang: Lang }

/** The figure drawn beside a control, loaded once there is a number to draw. */
export function FieldFigure({ name, value, lang }: Props) {
  if (name !== 'energieklasse') return null
  return (
    <Suspense>
      <EnergyScale energy={value} lang={lang} />
    </Suspense>
  )
}
