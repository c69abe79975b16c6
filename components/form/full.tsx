import { Certainty } from '@/components/fields/certainty'
import { Suggestions } from '@/components/fields/suggestions'
import type { FieldView, ReviewView, StepView } from '@/lib/forms/engine/view'
import { AllSteps } from './all-steps'
import type { StepFormProps } from './contract'
import { FieldFigure } from './field-figure'
import { ItemLists } from './item-lists'
import { ItemPlace } from './item-place'
import { figuresPart, waitingPart } from './parts'
import { Prepare } from './prepare'
import { ReviewPicture } from './review-picture'
import { Told } from './told'
import type { Journey } from './use-journey'
import type { Step } from './use-step'

// What later pages need when they are opened, from a mailed link or anew, comes with the first page: none of them loads more.
for (const part of [figuresPart, waitingPart]) part().catch(() => undefined)

export type FullProps =
  /** Above the heading: the steps, and what the form has to say about what it did. */
  | { show: 'above'; view?: StepView; journey: Journey; form: StepFormProps }
  /** Before the first question. */
  | { show: 'prepare'; form: StepFormProps }
  /** Below the questions: lists, and the place of the item that the page is about. */
  | { show: 'lists'; view: StepView; step: Step; journey: Journey; form: StepFormProps }
  /** On the review, what all answers come to. */
  | { show: 'review'; view: ReviewView; form: StepFormProps }
  /** Below one control. */
  | { show: 'below'; field: FieldView; text: string; view: StepView; step: Step; form: StepFormProps }

/** The parts of a page that only the long form has; one script for all of them. */
export function Full(props: FullProps) {
  switch (props.show) {
    case 'above':
      return (
        <>
          <AllSteps {...props} />
          <Told {...props} />
        </>
      )
    case 'prepare':
      return <Prepare words={props.form.words} />
    case 'lists':
      return (
        <>
          <ItemLists {...props} />
          <ItemPlace {...props} />
        </>
      )
    case 'review':
      return <ReviewPicture {...props} />
    case 'below':
      return (
        <>
          <Sure {...props} />
          <Offers {...props} />
          <Drawn {...props} />
        </>
      )
  }
}

type Below = Extract<FullProps, { show: 'below' }>

function Sure({ field: { certainty }, step, form }: Below) {
  if (!certainty) return null
  const control: FieldView = { ...certainty, kind: 'choice', label: [], required: false }
  const raw = step.values[certainty.key]
  return (
    <Certainty
      certainty={certainty}
      chosen={typeof raw === 'string' ? raw : ''}
      words={form.words}
      onClear={() => step.set(control, '')}
    />
  )
}

function Offers({ field: { key, suggest }, text, view, form }: Below) {
  if (!suggest) return null
  return <Suggestions field={key} form={view.form} list={suggest} lang={form.lang} text={text} />
}

/** What was typed, settled when the control was left, as a picture. */
function Drawn({ field, step, form }: Below) {
  const value = field.figure === undefined ? undefined : step.aids.read(field, step.settled[field.key])
  if (field.figure === undefined || typeof value !== 'number') return null
  return <FieldFigure name={field.figure} value={value} lang={form.lang} />
}
