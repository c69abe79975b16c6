import { useEffect, useEffectEvent, useRef } from 'react'
import type { Receipt } from '@/lib/drafts/protocol'
import { showReference } from '@/lib/submissions/reference'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { AtHand } from './at-hand'
import type { FormCampaign, StepFormProps } from './contract'
import { CopyButton } from './copy-button'
import { CopyDownload } from './copy-download'
import { FormFoot } from './form-foot'
import { SummarySections } from './summary-sections'
import { longDate } from './times'
import { useReceipt } from './use-receipt'

type Props = { first: Receipt; again: boolean; secret?: string; moved: boolean; form: StepFormProps }

function heading(receipt: Receipt, words: FormWords): string {
  return receipt.state === 'created' ? words.created : words.thanks
}

/** What happens meanwhile, at the same place for each state. */
function stateLine(receipt: Receipt, words: FormWords): string | null {
  switch (receipt.state) {
    case 'working':
      return words.working
    case 'delayed':
      return receipt.mailSent ? words.delayedMail : words.delayed
    case 'created':
      return null
  }
}

function nextSteps(receipt: Receipt, campaign: FormCampaign, words: FormWords): string[] {
  const names = { firm: campaign.firm, when: campaign.answerBy, mail: receipt.mailTo }
  const mail = receipt.mailSent ? [receipt.mailTo ? words.mailToday : words.mailTodayPlain] : []
  const dated = receipt.hasPhone ? words.callBy : words.writeBy
  const open = receipt.hasPhone ? words.callOpen : words.writeOpen
  return [...mail, campaign.answerBy ? dated : open, words.afterwards].map((line) => fill(line, names))
}

/** After sending: the reference at once, the case number when it exists, what happens next, and a copy to print. */
export function Confirmation({ first, again, secret, moved, form }: Props) {
  const { words, campaign, lang } = form
  const { receipt, look } = useReceipt(first, secret, form.campaign.mailConfirmation)
  const title = useRef<HTMLHeadingElement>(null)
  const telephone = campaign.telephone
  const waiting = stateLine(receipt, words)

  const arrive = useEffectEvent(() => {
    document.title = fill(words.titleSent, { firm: campaign.firm })
    if (!moved) return
    window.scrollTo(0, 0)
    title.current?.focus({ preventScroll: true })
  })
  useEffect(() => arrive(), [])

  return (
    <div className="page" data-lead={again ? undefined : receipt.lead}>
      <h1 ref={title} tabIndex={-1}>
        {heading(receipt, words)}
      </h1>
      {again ? (
        <p className="lead">
          {fill(words.alreadySent, { date: longDate(receipt.acceptedAt, lang) })}{' '}
          {telephone ? fill(words.alreadySentCall, { firm: campaign.firm, phone: telephone.display }) : ''}
        </p>
      ) : null}
      <dl className="numbers">
        {receipt.vorgangsnummer ? (
          <div>
            <dt>{words.caseNumber}</dt>
            <dd>{receipt.vorgangsnummer}</dd>
            <dd className="no-print">
              <CopyButton
                text={receipt.vorgangsnummer}
                label={words.copy}
                what={fill(words.copyWhat, { what: words.caseNumber })}
                words={words}
              />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{words.reference}</dt>
          <dd>{showReference(receipt.reference)}</dd>
          <dd className="no-print">
            <CopyButton
              text={showReference(receipt.reference)}
              label={words.copy}
              what={fill(words.copyWhat, { what: words.reference })}
              words={words}
            />
          </dd>
        </div>
      </dl>
      <div aria-live="polite">
        {waiting ? (
          <p>{waiting}</p>
        ) : (
          <p className="sr-only">
            {receipt.vorgangsnummer
              ? `${words.created} ${words.caseNumber} ${receipt.vorgangsnummer}`
              : words.created}
          </p>
        )}
      </div>
      {receipt.state === 'delayed' ? (
        <p className="actions no-print">
          <button type="button" className="second" onClick={look}>
            {words.checkNow}
          </button>
        </p>
      ) : null}
      {receipt.mailWithheld ? <p>{words.mailWithheld}</p> : null}
      {receipt.mailConfirmed ? <p>{words.mailConfirmed}</p> : null}
      {receipt.test ? <p className="notice">{words.testMode}</p> : null}
      <h2 className="mt-6">{words.whatNext}</h2>
      <ol className="steps">
        {nextSteps(receipt, campaign, words).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <AtHand documents={receipt.documents} words={words} lang={lang} />
      {receipt.consents.length > 0 ? (
        <>
          <h2>{words.consentsGiven}</h2>
          <ul className="bullets">
            {receipt.consents.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      ) : null}
      {telephone ? (
        <p className="mb-4">
          {words.forgotten} <a href={telephone.href}>{telephone.display}</a>
        </p>
      ) : null}
      <div className="actions no-print">
        <CopyDownload secret={secret} words={words} />
        <button type="button" className="second script-only" onClick={() => window.print()}>
          {words.print}
        </button>
      </div>
      <div className="print-only">
        <h2 className="mt-6">{words.yourDetails}</h2>
        <SummarySections sections={receipt.summary} words={words} firm={campaign.firm} />
      </div>
      <FormFoot campaign={campaign} words={words} />
    </div>
  )
}
