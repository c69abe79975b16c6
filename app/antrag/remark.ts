import type { FormCampaign } from '@/components/form/contract'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

/** What the page says after a post without JavaScript that could not be stored; null for any other address. */
export function remarkFor(kind: string | undefined, words: FormWords, campaign: FormCampaign): string | null {
  switch (kind) {
    case 'failed':
      return campaign.telephone ? `${words.failed} ${campaign.telephone.display}` : words.failed
    case 'limited':
      return fill(words.limited, { n: 2 })
    case 'refused':
      return words.stale
    case 'privacyChanged':
      return fill(words.privacyChanged, { date: campaign.privacy.date })
    default:
      return null
  }
}
