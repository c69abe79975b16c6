import type { ComponentType } from 'react'
import type { Financing } from '@/lib/forms/baufinanzierung/figures'
import type { Length, Read } from '@/lib/forms/engine/types'
import type { PictureProps } from './picture'

/** The figures of a form, loaded when the page has any and the browser is idle; each form brings its own. */
export type Figures = {
  financing: (read: Read) => Financing
  /** What percentages of fees are taken of, in cents. */
  feeBase: (read: Read) => number | undefined
  /** Draws the figures of the full form; the short form has the costs alone. */
  Picture: ComponentType<PictureProps> | null
}

export async function loadFigures(form: string, length: Length): Promise<Figures | null> {
  if (form !== 'baufinanzierung') return null
  const [figures, chart] = await Promise.all([
    import('@/lib/forms/baufinanzierung/figures'),
    length === 'full' ? import('./picture') : null,
  ])
  return {
    financing: (read) => figures.financing(read, { length }),
    feeBase: figures.feeBase,
    Picture: chart?.Picture ?? null,
  }
}
