import type { FigureSpec } from '@/lib/forms/engine/types'
import { FINANCING_READS } from './figures'
import { BUDGET_READS } from './figures/budget'
import { COST_READS } from './figures/costs'
import { LTV_READS } from './figures/ltv'
import { RATE_READS } from './figures/rate-wish'

export { FINANCING_READS } from './figures'

const once = (...reads: readonly (readonly string[])[]): readonly string[] => [...new Set(reads.flat())]

/** What each figure reads; the page carries exactly these answers to the browser. `pruefen` is the review. */
export const figureSpecs: { readonly [name: string]: FigureSpec } = {
  finanzierung: {
    reads: FINANCING_READS,
    on: ['kosten', 'objektdarlehen', 'immobilien', 'vermoegen', 'verbindlichkeiten', 'pruefen'],
  },
  nebenkosten: { reads: COST_READS, on: ['kosten'] },
  beleihung: {
    reads: once(FINANCING_READS, LTV_READS),
    on: ['objektdarlehen', 'vermoegen', 'pruefen'],
  },
  haushaltsrechnung: {
    reads: once(FINANCING_READS, BUDGET_READS),
    on: ['einkommen', 'haushalt', 'immobilien', 'verbindlichkeiten', 'wuensche', 'pruefen'],
  },
  rate: { reads: once(FINANCING_READS, BUDGET_READS, RATE_READS), on: ['wuensche', 'pruefen'] },
}
