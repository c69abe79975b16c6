import 'server-only'
import { baufinanzierung } from './baufinanzierung'
import type { Form } from './engine/types'
import { ratenkredit } from './ratenkredit'

/** The form of a product; null: there is no form for it (yet). */
export function formFor(product: string): Form | null {
  switch (product) {
    case 'baufinanzierung':
      return baufinanzierung
    case 'ratenkredit':
      return ratenkredit
    default:
      return null
  }
}
