import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { ConflictProps } from './conflict'
import type { FormCampaign } from './contract'
import type { Notice } from './shown'
import { dayAndTime } from './times'
import type { Journey } from './use-journey'

/** Loaded when two windows contradict each other. If even that fails, the line about saving still says that nothing was stored. */
const ConflictBox = lazy<ComponentType<ConflictProps>>(() =>
  import('./conflict').then(
    (conflict) => ({ default: conflict.ConflictBox }),
    () => ({ default: () => null }),
  ),
)

type Props = { journey: Journey; words: FormWords; campaign: FormCampaign; lang: Lang }
type Tone = 'warn' | 'error' | 'info'

export function Box({ tone, children, actions }: { tone: Tone; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="notice" data-tone={tone}>
      {children}
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  )
}

export function Act({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <button type="button" className="second" onClick={onClick}>
      {text}
    </button>
  )
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
    case 'conflict':
      return (
        <Suspense>
          <ConflictBox {...{ notice, journey, words }} />
        </Suspense>
      )
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
