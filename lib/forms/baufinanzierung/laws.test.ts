import { describe } from 'vitest'
import { describeJourneys } from '@/lib/forms/common/testing/journey-laws'
import { baufinanzierung } from './index'
import { meaning, modelErrors } from './personas/checks'

describe('laws of the mortgage form, for random journeys', () =>
  describeJourneys({
    form: baufinanzierung,
    env: { length: 'short', lang: 'de', today: '2026-11-21' },
    runs: process.env.VERIFY ? 2_000 : 60,
    rounds: 2,
    meaning,
    errors: modelErrors,
  }))
