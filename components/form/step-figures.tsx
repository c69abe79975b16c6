import type { Figures } from '@/components/charts/lazy'
import { Outline } from '@/components/charts/outline'
import type { Raw, Value } from '@/lib/forms/engine/types'
import type { FieldView, StepView } from '@/lib/forms/engine/view'
import type { StepFormProps } from './contract'
import { fieldOf, type Values } from './values'
import { livePage } from './visible'

export { loadFigures } from '@/components/charts/lazy'

type Props = {
  view: StepView
  figures: Figures | null
  /** What the controls held when one was left last. */
  settled: Values
  read: (field: FieldView, raw: Raw | undefined) => Value | undefined
  set: (field: FieldView, raw: Raw) => void
  form: StepFormProps
}

/** The figures of a step; they follow what was typed when a control is left, not each key. */
export function StepFigures({ view, figures, settled, read, set, form }: Props) {
  const { lang, words, campaign } = form
  if (!figures) return <Outline words={words} />
  const { Picture } = figures
  const page = livePage(view, settled, read)
  const shown = page.fields.map((live) => live.field)
  return (
    <Picture
      names={view.figures}
      read={page.read}
      today={view.env.today}
      example={campaign.rateExample}
      setter={(key) => {
        const field = fieldOf(shown, key)?.field
        return field && ((raw) => set(field, raw))
      }}
      lang={lang}
      words={words}
    />
  )
}
