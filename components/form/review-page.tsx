import { useEffect, useEffectEvent, useRef } from 'react'
import type { ReviewView, SummarySection } from '@/lib/forms/engine/view'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { CopyButton } from './copy-button'
import { FormFoot } from './form-foot'
import { FullPart } from './full-part'
import { urlOf } from './history'
import { Notices } from './notices'
import { ProgressHeader } from './progress-header'
import { Later, SaveLine } from './save-line'
import { sendDraft } from './sending'
import { SummarySections } from './summary-sections'
import { titleOf } from './title'
import type { Journey } from './use-journey'
import { useSlow } from './use-slow'

type Props = { view: ReviewView; journey: Journey; form: StepFormProps }

/** "Stimmt alles?": every answer with the way to change it, what sending means, and the one button. */
export function ReviewPage({ view, journey, form }: Props) {
  const { words, campaign, links, lang, actions, token } = form
  const { privacy } = journey
  const heading = useRef<HTMLHeadingElement>(null)
  const slow = useSlow(journey.busy)
  const inRows = new Set(
    view.sections.flatMap(({ groups }) =>
      groups.flatMap(({ rows }) => rows.filter((row) => row.warning).map((row) => row.key)),
    ),
  )
  const elsewhere = view.warnings.filter((warning) => !inRows.has(warning.key))
  const title = titleOf(view, words, campaign.firm)

  const arrive = useEffectEvent(() => {
    if (journey.generation === 0) return
    window.scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
    document.title = title
  })
  useEffect(() => arrive(), [])

  const change = (section: SummarySection) => (
    <a
      href={urlOf(links, section.page)}
      aria-label={fill(words.changeSection, {
        section: fill(section.heading ?? section.title, { firma: campaign.firm }),
      })}
      onClick={(event) => {
        event.preventDefault()
        journey.change(section.page)
      }}
    >
      {words.change}
    </a>
  )

  return (
    <div className="page">
      <ProgressHeader {...{ view, words, lang }} />
      <div className="way">
        <a
          href={urlOf(links, view.back.page)}
          onClick={(event) => {
            event.preventDefault()
            void journey.back()
          }}
        >
          <span aria-hidden="true">‹</span> {words.back}
        </a>
        <SaveLine save={journey.save} words={words} lang={lang} />
      </div>
      {view.length === 'full' ? <FullPart show="above" {...{ journey, form }} /> : null}
      <Notices journey={journey} words={words} campaign={campaign} lang={lang} />
      <h1 ref={heading} tabIndex={-1}>
        {fill(view.heading, { firma: campaign.firm })}
      </h1>
      {view.picture ? <FullPart show="review" {...{ view, form }} /> : null}
      <SummarySections sections={view.sections} words={words} firm={campaign.firm} beside={change} />
      {elsewhere.map((warning) => (
        <p className="message" data-state="warning" key={warning.key}>
          {`${words.lookAgain}: ${warning.label}: ${warning.message}`}
        </p>
      ))}
      <form
        action={actions.postStep}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget)
          void sendDraft(journey, form, {
            trap: data.get('website') !== '',
            mailCopy: data.has('mailCopy'),
            consents: data.getAll('consent').map(String),
          })
        }}
      >
        {/* No person sees or reaches it; a program that fills in everything does (trust.md S21). */}
        <div className="sr-only" aria-hidden="true">
          <label>
            {words.trap} <input type="text" name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="page" value={view.page} />
        <input type="hidden" name="lang" value={lang} />
        <input type="hidden" name="privacyVersion" value={privacy.versionId} />
        <div className="handover">
          <div aria-live="polite">
            {privacy.changed ? (
              <p className="notice" data-tone="warn">
                {fill(words.privacyChanged, { date: privacy.date })}
              </p>
            ) : null}
          </div>
          <p>
            {fill(campaign.town ? words.sendToTown : words.sendTo, {
              firm: campaign.firm,
              town: campaign.town,
            })}{' '}
            <a href={privacy.href} target="_blank" rel="noopener">
              <span>{fill(words.privacyVersion, { date: privacy.date })}</span> {words.newTab}
            </a>
            . {words.noCredit}
          </p>
          {view.persons === 2 ? (
            <p>
              {words.twoPersons} <a href={privacy.share}>{words.privacyLink}</a>{' '}
              <CopyButton text={privacy.share} label={words.copyLink} words={words} />
            </p>
          ) : null}
          {campaign.mailCopy ? (
            <label className="tile">
              <input type="checkbox" name="mailCopy" value="ja" /> {words.mailCopy}
            </label>
          ) : null}
          {campaign.consents.map(({ id, text }) => (
            <label className="tile" key={id}>
              <input type="checkbox" name="consent" value={id} /> {text} {words.optional}
            </label>
          ))}
          {campaign.test ? <p>{words.testMode}</p> : null}
        </div>
        <button
          type="submit"
          className="leading"
          name="intent"
          value="submit"
          aria-disabled={journey.busy || undefined}
        >
          {journey.busy ? words.sending : words.send}
        </button>
        <p className="hint" role="status">
          {slow ? words.slow : journey.busy ? <span className="sr-only">{words.sending}</span> : ''}
        </p>
      </form>
      <Later journey={journey} form={form} />
      <FormFoot campaign={campaign} words={words} />
    </div>
  )
}
