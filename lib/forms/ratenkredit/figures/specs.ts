import { RATE_EXAMPLE } from '@/lib/forms/common/figures/example'
import type { FigureSpec } from '@/lib/forms/engine/types'
import { BUDGET_READS } from './budget'
import { REFINANCING_READS } from './refinancing'
import { WISH_READS } from './wish'

const once = (...reads: readonly (readonly string[])[]): readonly string[] => [...new Set(reads.flat())]

/** What each figure reads; the page carries exactly these answers to the browser. `pruefen` is the review. */
export const figureSpecs: { readonly [name: string]: FigureSpec } = {
  /** The short form never asks for a rate: it draws the campaign's example or nothing. */
  ratenbeispiel: { reads: WISH_READS, on: ['kreditwunsch'], needs: RATE_EXAMPLE },
  kreditrate: { reads: WISH_READS, on: ['kreditwunsch', 'pruefen'] },
  umschuldung: { reads: once(WISH_READS, REFINANCING_READS), on: ['verbindlichkeiten', 'pruefen'] },
  haushaltsrechnung: {
    reads: once(WISH_READS, BUDGET_READS),
    on: ['beschaeftigung', 'haushalt', 'immobilien', 'verbindlichkeiten', 'pruefen'],
  },
}
