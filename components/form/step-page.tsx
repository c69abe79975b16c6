import { useEffect, useEffectEvent, useRef } from 'react'
import { FinancingFigure } from '@/components/charts/financing'
import { euros } from '@/components/charts/money'
import { Question } from '@/components/fields/question'
import type { StepView } from '@/lib/forms/engine/view'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { ErrorSummary } from './error-summary'
import { FormFoot } from './form-foot'
import { urlOf } from './history'
import { Notices } from './notices'
import { PrivacyIntro } from './privacy-intro'
import { ProgressHeader } from './progress-header'
import { SaveLine } from './save-line'
import { clock, longDate } from './times'
import { type Journey, REVIEW } from './use-journey'
import { type Step, useStep } from './use-step'
import { isEmpty, sameRaw } from './values'
import { blocksOf, type LiveField, livePage } from './visible'

type Props = { view: StepView; journey: Journey; form: StepFormProps }

/** One step: progress, way back, errors, heading, fields, figures, button, help and legal links, in this order. */
export function StepPage({ view, journey, form }: Props) {
  const { words, campaign, links, lang, actions, token } = form
  const step = useStep({ view, journey, actions, words })
  const heading = useRef<HTMLHeadingElement>(null)
  const names = { firma: campaign.firm, ort: campaign.town }
  const title = fill(words.title, { title: view.title, ...view.progress, firm: campaign.firm })
  const wrong = step.found.length > 0
  const computed = useFinancing(view, step)
  const returning = journey.returning()
  const blocks = blocksOf(step.page)
  const groups = blocks.filter((block) => block.kind === 'group').length

  const arrive = useEffectEvent(() => {
    if (journey.generation === 0) return
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  })
  useEffect(() => arrive(), [])
  useEffect(() => {
    if (journey.generation > 0 || wrong) document.title = wrong ? fill(words.titleError, { title }) : title
  }, [title, wrong, words, journey.generation])

  return (
    <div className="page" data-figures={view.figures.length > 0 ? '' : undefined}>
      <ProgressHeader progress={view.progress} words={words} lang={lang} />
      <div className="way">
        {view.back ? (
          <a
            href={urlOf(links, view.back.page)}
            onClick={(event) => {
              event.preventDefault()
              void journey.back()
            }}
          >
            <span aria-hidden="true">‹</span> {words.back}
          </a>
        ) : null}
        <SaveLine save={journey.save} words={words} lang={lang} />
      </div>
      <Notices journey={journey} words={words} campaign={campaign} lang={lang} />
      <ErrorSummary findings={step.found} words={words} firm={campaign.firm} ref={step.summary} />
      <h1 ref={heading} tabIndex={-1}>
        {fill(view.heading, names)}
      </h1>
      {view.intro ? <p className="lead">{fill(view.intro, names)}</p> : null}
      {view.progress.at === 1 ? <PrivacyIntro form={form} /> : null}
      <form
        ref={step.form}
        action={actions.postStep}
        noValidate
        onChange={step.onChange}
        onFocus={step.aids.want}
        onBlur={step.onBlur}
        onSubmit={(event) => void step.onSubmit(event)}
      >
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="page" value={view.page} />
        <input type="hidden" name="lang" value={lang} />
        <div className="fields">
          {blocks.map((block) => {
            switch (block.kind) {
              case 'field':
                return (
                  <StepQuestion
                    key={block.live.field.key}
                    live={block.live}
                    view={view}
                    step={step}
                    form={form}
                  />
                )
              case 'group':
                return (
                  <section className="group" key={block.item}>
                    {groups > 1 ? <h2>{block.name}</h2> : null}
                    {block.fields.map((live) => (
                      <StepQuestion key={live.field.key} live={live} view={view} step={step} form={form} />
                    ))}
                  </section>
                )
              case 'fold': {
                const fold = view.folds.find((one) => one.id === block.id)
                const sum = fold?.figure === 'nebenkosten' ? computed?.nebenkosten : undefined
                const bad = block.fields.some((live) => step.errors[live.field.key])
                return (
                  <details className="fold" key={block.id} open={bad || undefined}>
                    <summary>
                      {fold?.summary}{' '}
                      {sum === undefined ? null : (
                        <span>{fill(words.about, { amount: euros(sum, lang) })} </span>
                      )}
                      <small>{words.change}</small>
                    </summary>
                    {block.fields.map((live) => (
                      <StepQuestion key={live.field.key} live={live} view={view} step={step} form={form} />
                    ))}
                  </details>
                )
              }
            }
          })}
        </div>
        {view.figures.length > 0 ? <FinancingFigure figures={computed} lang={lang} words={words} /> : null}
        <div>
          <noscript>
            <p className="note">{words.noScript}</p>
          </noscript>
          <button
            type="submit"
            className="leading"
            name="intent"
            value="next"
            aria-disabled={journey.busy || undefined}
          >
            {journey.busy
              ? words.busy
              : returning || view.next.page === REVIEW
                ? words.nextReview
                : fill(words.next, { title: view.next.title })}
          </button>
          <p className="hint">
            {journey.draft
              ? fill(words.draftDate, {
                  date: longDate(journey.draft.expiresAt, lang),
                  time: clock(journey.draft.expiresAt, lang),
                })
              : words.draftRule}
          </p>
        </div>
      </form>
      <FormFoot campaign={campaign} words={words} />
    </div>
  )
}

function StepQuestion({
  live,
  view,
  step,
  form,
}: {
  live: LiveField
  view: StepView
  step: Step
  form: StepFormProps
}) {
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
      onSet={(next) => step.set(field, next)}
    />
  )
}

/** Figures follow what was typed when a control is left, not each key. */
function useFinancing(view: StepView, step: Step) {
  const { figures, read } = step.aids
  if (!figures) return null
  return figures.financing(livePage(view, step.settled, read).read)
}
