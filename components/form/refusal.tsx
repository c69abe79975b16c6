import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { ConflictBox } from './conflict'
import type { FormCampaign } from './contract'
import { Act, Box } from './notices'
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
  const phone = campaign.telephone?.display
  switch (notice.kind) {
    case 'conflict':
      return <ConflictBox {...{ notice, journey, words }} />
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
  }
}
