import { Outline } from '@/components/charts/outline'
import type { StepView } from '@/lib/forms/engine/view'
import type { StepFormProps } from './contract'
import type { Step } from './use-step'
import { fieldOf } from './values'
import { livePage } from './visible'

export { loadFigures } from '@/components/charts/lazy'

type Props = { view: StepView; step: Step; form: StepFormProps }

/** The figures of a step; they follow what was typed when a control is left, not each key. */
export function StepFigures({ view, step, form }: Props) {
  const { lang, words, campaign } = form
  const { figures, read } = step.aids
  if (!figures) return <Outline words={words} />
  const { Picture } = figures
  const page = livePage(view, step.settled, read)
  const shown = page.fields.map((live) => live.field)
  return (
    <Picture
      names={view.figures}
      read={page.read}
      today={view.env.today}
      example={campaign.rateExample}
      setter={(key) => {
        const field = fieldOf(shown, key)?.field
        return field && ((raw) => step.set(field, raw))
      }}
      lang={lang}
      words={words}
    />
  )
}
