import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { FormFoot } from './form-foot'
import { urlOf } from './history'
import { Notices } from './notices'
import type { Journey } from './use-journey'

function Bones({ words }: { words: FormWords }) {
  return (
    <div className="late script-only">
      <p role="status">{words.loading}</p>
      <div aria-hidden="true">
        <div className="bone" />
        <div className="bone" data-look="control" />
        <div className="bone" />
        <div className="bone" data-look="control" />
      </div>
    </div>
  )
}

/**
 * A later page before its draft has arrived: the title and a skeleton, no controls. Without a script nothing will arrive: only the
 * cookie's draft could have been drawn, so the page says what is missing.
 */
export function Waiting({
  heading,
  journey,
  form,
}: {
  heading: string
  journey: Journey
  form: StepFormProps
}) {
  const { words, campaign, lang } = form
  return (
    <div className="page">
      <h1>{fill(heading, { firma: campaign.firm })}</h1>
      <Notices journey={journey} words={words} campaign={campaign} lang={lang} />
      <Bones words={words} />
      <noscript>
        <p className="lead">{words.noCookie}</p>
        <FromStart form={form} />
      </noscript>
      <FormFoot campaign={campaign} words={words} />
    </div>
  )
}

function FromStart({ form: { words, links } }: { form: StepFormProps }) {
  return (
    <p className="actions">
      <a className="second" href={urlOf(links, links.first)}>
        {words.fromStart}
      </a>
    </p>
  )
}

/** Nothing is stored here, or not any more: one way on. */
export function NoDraft({ journey: { notice }, form }: { journey: Journey; form: StepFormProps }) {
  const { words, campaign } = form
  return (
    <div className="page">
      <h1>{words.noDraft}</h1>
      <p className="lead">
        {notice?.kind !== 'gone' ? words.noDraftHint : notice.ended ? words.goneEnded : words.gone}
      </p>
      <FromStart form={form} />
      <FormFoot campaign={campaign} words={words} />
    </div>
  )
}
