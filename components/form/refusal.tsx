import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { Act, Box } from './box'
import { ConflictBox } from './conflict'
import type { FormCampaign } from './contract'
import type { Notice } from './shown'
import type { Journey } from './use-journey'

export type RefusalProps = {
  notice: Exclude<Notice, { kind: 'offline' | 'failed' }>
  journey: Journey
  words: FormWords
  campaign: FormCampaign
}

/** What the server answers instead of saving. */
export function Refusal({ notice, journey, words, campaign }: RefusalProps) {
  switch (notice.kind) {
    case 'conflict':
      return <ConflictBox {...{ notice, journey, words }} />
    case 'gone':
      return (
        <Box tone="warn" actions={<Act text={words.goneContinue} onClick={journey.dismiss} />}>
          <p>
            {notice.ended ? words.goneEnded : words.gone} {words.goneUse}
          </p>
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
      return <Refused {...{ notice, words, campaign }} />
  }
}

type Refused = Extract<RefusalProps['notice'], { kind: 'refused' }>

function Refused({
  notice,
  words,
  campaign,
}: Pick<RefusalProps, 'words' | 'campaign'> & { notice: Refused }) {
  const phone = campaign.telephone?.display
  switch (notice.reason) {
    case 'closed':
      return (
        <Box tone="error">
          <p>
            {words.closed} {phone ? `${campaign.firm}: ${phone}` : ''}
          </p>
        </Box>
      )
    case 'origin': {
      // Only the server knows the form's own address; the links that it made carry it.
      const { href } = new URL(`/antrag/${campaign.slug}${location.search}`, campaign.privacy.share)
      return (
        <Box tone="error">
          <p>
            {words.otherAddress} <a href={href}>{href}</a>
          </p>
        </Box>
      )
    }
    case 'token':
    case 'shape':
      return (
        <Box tone="error" actions={<Act text={words.reload} onClick={() => location.reload()} />}>
          <p>{words.stale}</p>
        </Box>
      )
  }
}
