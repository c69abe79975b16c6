import type { Financing } from '@/lib/forms/baufinanzierung/figures'
import type { Read } from '@/lib/forms/engine/types'

/** The figures of a form, loaded when the page has any; each form brings its own. */
export type Figures = {
  financing: (read: Read) => Financing
  /** What percentages of fees are taken of, in cents. */
  feeBase: (read: Read) => number | undefined
}

export async function loadFigures(form: string): Promise<Figures | null> {
  return form === 'baufinanzierung' ? import('@/lib/forms/baufinanzierung/figures') : null
}
