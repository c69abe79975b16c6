import type { FormCampaign } from '@/components/form/contract'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

const appeared = {
  de: 'Durch Ihre Antwort sind Fragen dazugekommen. Bitte beantworten Sie auch diese.',
  en: 'Your answer has added questions. Please answer these as well.',
}

/** What the page says after a post without JavaScript that did not lead on; null for any other address. */
export function remarkFor(
  kind: string | undefined,
  words: FormWords,
  campaign: FormCampaign,
  lang: Lang,
): string | null {
  switch (kind) {
    case 'neu':
      return appeared[lang]
    case 'failed':
      return campaign.telephone ? `${words.failed} ${campaign.telephone.display}` : words.failed
    case 'limited':
      return fill(words.limited, { n: 2 })
    case 'tooLarge':
      return words.tooLarge
    case 'gone':
      return words.gone
    case 'goneEnded':
      return words.goneEnded
    case 'refused':
      return words.stale
    case 'privacyChanged':
      return fill(words.privacyChanged, { date: campaign.privacy.date })
    default:
      return null
  }
}
