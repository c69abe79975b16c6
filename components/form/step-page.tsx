import { lazy, useEffect, useEffectEvent, useRef } from 'react'
import type { StepView } from '@/lib/forms/engine/view'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { ErrorSummary } from './error-summary'
import { FormFoot } from './form-foot'
import { FullPart } from './full-part'
import { urlOf } from './history'
import { Notices } from './notices'
import { figuresPart } from './parts'
import { PrivacyIntro } from './privacy-intro'
import { ProgressHeader } from './progress-header'
import { Later, SaveLine } from './save-line'
import { REVIEW } from './shown'
import { StepBlock } from './step-block'
import { clock, longDate } from './times'
import { titleOf } from './title'
import type { Journey } from './use-journey'
import { useStep } from './use-step'
import { blocksOf, livePage } from './visible'

const StepFigures = lazy(() => figuresPart().then((part) => ({ default: part.StepFigures })))

type Props = { view: StepView; journey: Journey; form: StepFormProps }

/** One step: progress, way back, errors, heading, fields, figures, button, help and legal links, in this order. */
export function StepPage({ view, journey, form }: Props) {
  const { words, campaign, links, lang, actions, token } = form
  const step = useStep({ view, journey, actions, words })
  const heading = useRef<HTMLHeadingElement>(null)
  const names = { firma: campaign.firm, ort: campaign.town }
  const title = titleOf(view, words, campaign.firm)
  const wrong = step.found.length > 0
  const sums = step.aids.figures?.sums?.(livePage(view, step.settled, step.aids.read).read)
  const returning = journey.returning()
  const blocks = blocksOf(step.page)
  const groups = blocks.filter((block) => block.kind === 'group').length

  const full = view.length === 'full'

  const arrive = useEffectEvent(() => {
    // What came of a press in a list is said first.
    if (journey.generation === 0 || journey.listed) return
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  })
  useEffect(() => arrive(), [])
  useEffect(() => {
    if (journey.generation > 0 || wrong) document.title = wrong ? fill(words.titleError, { title }) : title
  }, [title, wrong, words, journey.generation])

  return (
    <div className="page" data-figures={view.figures.length > 0 ? '' : undefined}>
      <ProgressHeader {...{ view, words, lang }} />
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
      {full ? <FullPart show="above" {...{ view, journey, form }} /> : null}
      <Notices journey={journey} words={words} campaign={campaign} lang={lang} />
      <ErrorSummary findings={step.found} words={words} firm={campaign.firm} ref={step.summary} />
      <h1 ref={heading} tabIndex={-1}>
        {fill(view.heading, names)}
      </h1>
      {view.intro ? <p className="lead">{fill(view.intro, names)}</p> : null}
      {view.progress.at === 1 ? <PrivacyIntro form={form} /> : null}
      {view.progress.at === 1 && full ? <FullPart show="prepare" form={form} /> : null}
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
          {blocks.map((block) => (
            <StepBlock
              key={block.kind === 'field' ? block.live.field.key : block.id}
              block={block}
              named={groups > 1}
              sums={sums}
              {...{ view, step, form }}
            />
          ))}
          {view.lists || view.place ? <FullPart show="lists" {...{ view, step, journey, form }} /> : null}
        </div>
        {view.figures.length > 0 ? (
          <StepFigures
            {...{ view, form, set: step.set, settled: step.settled }}
            figures={step.aids.figures}
            read={step.aids.read}
          />
        ) : null}
        <div>
          <noscript>
            <p className="note">{words.noScript}</p>
          </noscript>
          <button
            type="submit"
            className="leading"
            name="intent"
            value="next"
            // Pressing it must not first leave a field: its echo or warning would move the button from under the finger.
            onMouseDown={(event) => event.preventDefault()}
            aria-disabled={journey.busy || undefined}
          >
            {journey.busy
              ? words.busy
              : returning || view.next.page === REVIEW
                ? words.nextReview
                : view.next.title === view.title
                  ? words.goneContinue
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
      <Later journey={journey} form={form} />
      <FormFoot campaign={campaign} words={words} />
    </div>
  )
}
