import type { ComponentType } from 'react'
import type { Key, Length, Read } from '@/lib/forms/engine/types'
import type { PictureProps } from './drawing'

/** The figures of a form, loaded when the page has any and the browser is idle; each form brings its own. */
export type Figures = {
  /** Draws the figures of a page. */
  Picture: ComponentType<PictureProps>
  /** Amounts in cents that the summary of a fold names, by figure. */
  sums?: (read: Read) => { readonly [figure: string]: number | undefined }
  /** What a percentage typed at this key is taken of, in cents. */
  base?: (read: Read, key: Key) => number | undefined
}

/** null: the form has no figures. */
export async function loadFigures(form: string, length: Length): Promise<Figures | null> {
  switch (form) {
    case 'baufinanzierung': {
      const [{ financing, feeBase }, { Picture }] = await Promise.all([
        import('@/lib/forms/baufinanzierung/figures'),
        length === 'full' ? import('./baufinanzierung/picture') : import('./baufinanzierung/financing'),
      ])
      return {
        Picture,
        sums: (read) => ({ nebenkosten: financing(read, { length }).nebenkosten }),
        base: feeBase,
      }
    }
    case 'ratenkredit':
      return { Picture: (await import('./ratenkredit/picture')).Picture }
    default:
      return null
  }
}
