import type { RateExample } from '@/components/charts/example'
import type {
  DraftState,
  Receipt,
  SaveRequest,
  SaveResult,
  SubmitRequest,
  SubmitResult,
} from '@/lib/drafts/protocol'
import type { StepOverview } from '@/lib/forms/engine/overview'
import type { ReviewView, StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'

/**
 * What a page hands to `StepForm`. `StepForm` draws everything between the page's header and its end: progress,
 * fields, figures, button, help line and legal links. It draws no `<main>`; the page's `<main>` stands around it.
 */
export type PageLinks = {
  /** `/antrag/<campaign>`; page URLs are `<base>/<page>`, the first page is `base` alone. */
  base: string
  /** `?sprache=en&laenge=kurz` or an empty text; kept on every URL. */
  query: string
  /** Id of the first page (`vorhaben`). */
  first: string
}

export type FormCampaign = {
  slug: string
  firm: string
  town?: string
  registerNumber?: string
  telephone?: { display: string; href: string }
  hours?: string
  contactPerson?: string
  /** "Mo, 23.11., 18 Uhr": computed on the server from the campaign's answer time. */
  answerBy?: string
  noFee: boolean
  noAdvertisingCalls: boolean
  test: boolean
  mailConfirmation: boolean
  /** Offers the box "copy by mail" at sending. */
  mailCopy: boolean
  /** Optional boxes of the campaign's own; each id also names the words that stand here. */
  consents: readonly { id: string; text: string }[]
  /** Only if the campaign gives its rates with day and representative example; of a mortgage in the full form only. */
  rateExample?: RateExample
  links: { impressum?: string; vermittlerangaben?: string; barrierefreiheit?: string }
  privacy: {
    versionId: string
    /** Formatted for reading. */
    date: string
    href: string
    /** Absolute URL to pass on to the second person. */
    share: string
    controllers: readonly { name: string; role: string; url?: string }[]
  }
}

export type PlzInfo = { towns: readonly string[]; state?: string }

export type FormActions = {
  saveStep: (request: SaveRequest) => Promise<SaveResult>
  /** The same request with `intent: 'load'` and no changes. */
  loadStep: (request: SaveRequest) => Promise<SaveResult>
  submitDraft: (request: SubmitRequest) => Promise<SubmitResult>
  /** The post without JavaScript: answer keys plus hidden `token`, `page`, `lang` and the button's `intent`. */
  postStep: (data: FormData) => Promise<void>
  lookupPlz: (plz: string) => Promise<PlzInfo>
}

export type Shown =
  | { kind: 'step'; view: StepView }
  | { kind: 'review'; view: ReviewView }
  | { kind: 'sent'; receipt: Receipt; again: boolean }
  /** A later page whose draft the server cannot know: title and skeleton. */
  | { kind: 'loading'; page: string; title: string; heading: string }
  | { kind: 'none' }

export type StepFormProps = {
  /** What the server could draw; absent for a later page without a known draft. */
  view?: StepView | ReviewView
  /** Instead of `view`. */
  pending?: { page: string; title: string; heading: string }
  /** Known on the server from the journey without JavaScript. */
  draft?: DraftState
  receipt?: Receipt
  /** All steps of a long form. */
  steps?: readonly StepOverview[]
  token: string
  lang: 'de' | 'en'
  words: FormWords
  campaign: FormCampaign
  links: PageLinks
  actions: FormActions
}
