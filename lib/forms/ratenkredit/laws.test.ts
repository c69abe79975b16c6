import { describe } from 'vitest'
import { vorgangModel } from '@/lib/cases/drklein/model'
import { describeJourneys } from '@/lib/forms/common/testing/journey-laws'
import type { Length } from '@/lib/forms/engine/types'
import { ratenkredit } from './index'

const runs: { readonly [length in Length]: { default: number; all: number; rounds: number } } = {
  short: { default: 15, all: 2_000, rounds: 2 },
  full: { default: 2, all: 100, rounds: 1 },
}

/** Half a journey may say the kind of work and not yet its income; nobody can send that. */
const beforeTheIncome = ({ path, message }: { path: readonly PropertyKey[]; message: string }): boolean =>
  message === 'kind' && path.at(-1) === 'beschaeftigung'

describe.each(['short', 'full'] as const)('laws of the %s credit form, for random journeys', (length) =>
  describeJourneys({
    form: ratenkredit,
    env: { length, lang: 'de', today: '2026-11-21' },
    runs: process.env.VERIFY ? runs[length].all : runs[length].default,
    rounds: runs[length].rounds,
    // Half a journey may have a Blue Card and not yet its end, which is all that the document would tell of it.
    meaning: (_key, value) => (value === 'BLAUE_KARTE_EU' ? undefined : value),
    errors: (document) =>
      (vorgangModel.safeParse(document).error?.issues ?? []).filter((issue) => !beforeTheIncome(issue)),
  }),
)
