import { RATE_EXAMPLE } from '@/lib/forms/common/figures/example'
import type { Env } from '@/lib/forms/engine/types'
import type { PublicSettings } from './shape'

/** What a campaign's page can show besides answers; the short form draws a rate only where the campaign gives one. */
export const showsOf = ({ rateExample }: Pick<PublicSettings, 'rateExample'>): Pick<Env, 'shows'> =>
  rateExample && 'effektivzins' in rateExample ? { shows: [RATE_EXAMPLE] } : {}
