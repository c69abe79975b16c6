import { useEffect, useState } from 'react'
import type { Figures } from '@/components/charts/lazy'
import type { ReviewView } from '@/lib/forms/engine/view'
import type { StepFormProps } from './contract'
import { figuresPart } from './parts'
import { whenIdle } from './use-aids'

/** What all answers come to, drawn once more before sending; loads when the browser is idle. */
export function ReviewPicture({ view, form }: { view: ReviewView; form: StepFormProps }) {
  const [figures, setFigures] = useState<Figures | null>(null)
  const { picture } = view

  useEffect(
    () =>
      whenIdle(() => {
        // Without these scripts (a network fault) the page says everything in words.
        figuresPart()
          .then(({ loadFigures }) => loadFigures(view.form, view.length))
          .then(setFigures)
          .catch(() => undefined)
      }),
    [view.form, view.length],
  )

  if (!picture || !figures) return null
  return (
    <figures.Picture
      names={picture.figures}
      read={(key) => picture.context[key]}
      today={picture.today}
      example={form.campaign.rateExample}
      lang={view.lang}
      words={form.words}
    />
  )
}
