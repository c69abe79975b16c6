import type { FigureSpec, Path } from '@/lib/forms/engine/types'
import { P } from './paths'

const COSTS = [
  P.zweck,
  P.kaufpreis,
  P.grundstueckkaufpreis,
  P.grundstueckBereitsBezahlt,
  P.herstellungskosten,
  P.modernisierungskosten,
  P.kapital,
  P.restschuld,
  P.maklergebuehr,
  P.notargebuehr,
  P.grunderwerbsteuer,
]

/** Everything that `financing` reads. */
export const FINANCING_READS: readonly Path[] = [...COSTS, P.guthaben]

/** What each figure reads; the page carries exactly these answers to the browser. */
export const figureSpecs: { readonly [name: string]: FigureSpec } = {
  finanzierung: { reads: FINANCING_READS, on: ['kosten'] },
  nebenkosten: { reads: COSTS, on: ['kosten'] },
}
