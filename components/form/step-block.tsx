import { euros } from '@/components/charts/money'
import { Question } from '@/components/fields/question'
import type { StepView } from '@/lib/forms/engine/view'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { FullPart } from './full-part'
import type { Step } from './use-step'
import { isEmpty, partOf, sameRaw } from './values'
import type { Block, LiveField } from './visible'

type Around = { view: StepView; step: Step; form: StepFormProps }
type Props = Around & {
  block: Block
  /** More than one person or item on this page: each has its name as heading. */
  named: boolean
  /** What a fold's amounts come to in cents, by its figure, once the figures are known. */
  sums?: { readonly [figure: string]: number | undefined }
}

/** A question, the questions of one person, or a fold of questions that are prefilled. */
export function StepBlock({ block, named, sums, ...around }: Props) {
  const { view, step, form } = around
  switch (block.kind) {
    case 'field':
      return <StepQuestion live={block.live} {...around} />
    case 'group':
      return (
        <section className="group">
          {named ? <h2>{block.name}</h2> : null}
          {block.fields.map((live) => (
            <StepQuestion key={live.field.key} live={live} {...around} />
          ))}
        </section>
      )
    case 'fold': {
      const fold = view.folds.find((one) => one.id === block.id)
      const bad = block.fields.some((live) => step.errors[live.field.key])
      const sum = sums?.[fold?.figure ?? '']
      const amount = sum === undefined ? undefined : euros(sum, form.lang)
      return (
        <details className="fold" open={bad || undefined}>
          <summary>
            {fold?.summary}{' '}
            {amount === undefined ? null : <span>{`${fill(form.words.about, { amount })} `}</span>}
            <small>{form.words.change}</small>
          </summary>
          {block.fields.map((live) => (
            <StepQuestion key={live.field.key} live={live} {...around} />
          ))}
        </details>
      )
    }
  }
}

function StepQuestion({ live, view, step, form }: Around & { live: LiveField }) {
  const { field } = live
  const { key } = field
  const raw = step.values[key] ?? ''
  const names = { firma: form.campaign.firm, ort: form.campaign.town }
  const label = fill(live.label, names)
  return (
    <Question
      field={field}
      label={label}
      hint={live.hint === undefined ? undefined : fill(live.hint, names)}
      options={live.options}
      initial={raw}
      filled={!isEmpty(raw)}
      error={step.errors[key]}
      warning={step.warnings[key]}
      echo={key in step.echoes ? step.echoes[key] : sameRaw(raw, field.raw) ? field.echo : undefined}
      assist={step.assists[key]}
      labelHidden={label === fill(view.heading, names)}
      words={form.words}
      more={
        field.certainty || field.suggest || field.figure ? (
          <FullPart show="below" text={partOf(raw)} {...{ field, view, step, form }} />
        ) : null
      }
      onSet={(next) => step.set(field, next)}
    />
  )
}
