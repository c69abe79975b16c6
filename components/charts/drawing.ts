import type { Key, Lang, Read } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import type { RateExample } from './example'

/** What every picture gets. It computes in the browser, from what the page holds, and sends nothing by itself. */
export type PictureProps = {
  /** Names of the form's figures, in order; the first one stands open. */
  names: readonly string[]
  read: Read
  /** The day the server calls today. */
  today: string
  example?: RateExample
  lang: Lang
  words: FormWords
  /** Puts an answer into a control of this page, as if it had been typed; absent where there is none for the key. */
  setter?: (key: Key) => ((raw: string) => void) | undefined
}
