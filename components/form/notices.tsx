import { type ComponentType, lazy, Suspense } from 'react'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { Act, Box } from './box'
import type { FormCampaign } from './contract'
import type { RefusalProps } from './refusal'
import type { Notice } from './shown'
import { dayAndTime } from './times'
import type { Journey } from './use-journey'

/** Loaded when a healthy server has said so. If even that fails, the line about saving still says that nothing was stored. */
const Refusal = lazy<ComponentType<RefusalProps>>(() =>
  import('./refusal').then(
    (refusal) => ({ default: refusal.Refusal }),
    () => ({ default: () => null }),
  ),
)

type Props = { journey: Journey; words: FormWords; campaign: FormCampaign; lang: Lang }
function NoticeBox({ notice, ...props }: Props & { notice: Notice }) {
  const { words, campaign } = props
  const phone = campaign.telephone?.display
  switch (notice.kind) {
    case 'offline':
      return (
        <Box tone="warn" actions={<Act text={words.tryNow} onClick={notice.retry} />}>
          <p>{words.offline}</p>
        </Box>
      )
    case 'failed':
      return (
        <Box tone="error">
          <p>
            {words.failed}{' '}
            <span>
              {!notice.reference
                ? ''
                : phone
                  ? fill(words.failedCall, { phone, n: notice.reference })
                  : fill(words.failedNumber, { n: notice.reference })}
            </span>
          </p>
        </Box>
      )
    default:
      return (
        <Suspense>
          <Refusal notice={notice} {...props} />
        </Suspense>
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
