import type { ReactNode } from 'react'
import type { Lang, Raw } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { FormCampaign } from './contract'
import type { Notice } from './shown'
import { dayAndTime } from './times'
import type { Journey } from './use-journey'
import { partOf } from './values'

type Props = { journey: Journey; words: FormWords; campaign: FormCampaign; lang: Lang }
type Tone = 'warn' | 'error' | 'info'

function Box({ tone, children, actions }: { tone: Tone; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="notice" data-tone={tone}>
      {children}
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  )
}

function Act({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <button type="button" className="second" onClick={onClick}>
      {text}
    </button>
  )
}

/** An answer as the page words it: a choice by its label, never by its name in the interface. */
function said(raw: Raw, key: string, { shown }: Journey, words: FormWords): string {
  const text = partOf(raw)
  const field = shown.kind === 'step' ? shown.view.fields.find((one) => one.key === key) : undefined
  const option = field?.options?.find((one) => one.value === text)
  if (option) return option.label
  if (field?.kind === 'boolean' && text !== '') return text === 'ja' ? words.yes : words.no
  return text || words.empty
}

function NoticeBox({ notice, journey, words, campaign }: Props & { notice: Notice }) {
  const phone = campaign.telephone?.display
  switch (notice.kind) {
    case 'offline':
      return (
        <Box tone="warn" actions={<Act text={words.tryNow} onClick={notice.retry} />}>
          <p>{words.offline}</p>
        </Box>
      )
    case 'conflict': {
      const settle = (mine: boolean) => journey.settleConflict(notice.conflicts, mine, notice.retry)
      return (
        <Box
          tone="warn"
          actions={
            <>
              <Act text={words.conflictTheirs} onClick={() => settle(false)} />
              <Act text={words.conflictMine} onClick={() => settle(true)} />
            </>
          }
        >
          <p>{words.conflictLead}</p>
          {notice.conflicts.map(({ key, label, mine, theirs }) => (
            <p key={key}>
              {fill(words.conflictLine, {
                label: label.replace(/\?$/, ''),
                mine: said(mine, key, journey, words),
                theirs: said(theirs, key, journey, words),
              })}
            </p>
          ))}
        </Box>
      )
    }
    case 'gone':
      return (
        <Box tone="warn" actions={<Act text={words.goneContinue} onClick={journey.dismiss} />}>
          <p>{words.gone}</p>
        </Box>
      )
    case 'tooLarge':
      return (
        <Box tone="error">
          <p>{words.tooLarge}</p>
        </Box>
      )
    case 'limited':
      return (
        <Box tone="warn">
          <p>{notice.minutes <= 1 ? words.limitedOne : fill(words.limited, { n: notice.minutes })}</p>
        </Box>
      )
    case 'refused':
      return notice.reason === 'closed' ? (
        <Box tone="error">
          <p>
            {words.closed} {phone ? `${campaign.firm}: ${phone}` : ''}
          </p>
        </Box>
      ) : (
        <Box tone="error" actions={<Act text={words.reload} onClick={() => location.reload()} />}>
          <p>{words.stale}</p>
        </Box>
      )
    case 'failed':
      return (
        <Box tone="error">
          <p>
            {words.failed}{' '}
            {!notice.reference
              ? ''
              : phone
                ? fill(words.failedCall, { phone, n: notice.reference })
                : fill(words.failedNumber, { n: notice.reference })}
          </p>
        </Box>
      )
  }
}

/** What the person should know beside the step; the place exists always, so that a new line in it is announced. */
export function Notices(props: Props) {
  const { journey, words, lang } = props
  return (
    <div aria-live="polite">
      {journey.notice ? <NoticeBox {...props} notice={journey.notice} /> : null}
      {journey.offer ? (
        <Box
          tone="info"
          actions={
            <>
              <Act text={words.continue} onClick={journey.acceptOffer} />
              <Act text={words.startAgain} onClick={journey.declineOffer} />
            </>
          }
        >
          <p>{fill(words.welcomeBack, { day: dayAndTime(journey.offer.savedAt, lang) })}</p>
        </Box>
      ) : null}
    </div>
  )
}
