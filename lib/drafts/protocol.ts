import type { StepOverview } from '@/lib/forms/engine/overview'
import type { Key, Lang, Raw, Text } from '@/lib/forms/engine/types'
import type { Finding, ReviewView, StepView } from '@/lib/forms/engine/view'
import type { Gone } from './later-protocol'

/**
 * What travels between the form in the browser and the server (architecture §2.1): the same shapes for the
 * server actions, for `POST /api/antrag/save` and for the post without JavaScript. No secret ever stands in a URL.
 */
/** `sent`: what this window sent before and has heard nothing of; the draft may hold it already. */
export type Change = { key: Key; from: Raw | null; to: Raw | null; sent?: Raw }

/** `autosave` stores; `next`, `back`, `go` also answer with the page to show. `language` only changes the language. */
export type Intent = 'autosave' | 'next' | 'back' | 'go' | 'load'

/**
 * Changes a list as a whole, after the request's `changes`: indices move, and what refers to an item goes with it.
 * `of`: how many items the person saw. `undo`: what removing answered with.
 */
export type ListOperation =
  | { do: 'add'; list: Key; of: number }
  | { do: 'remove'; item: Key }
  | { do: 'restore'; undo: string }
/** `stale`: another window has changed the draft since, so an index may mean another item; nothing was done. */
export type ListResult =
  | { kind: 'added' }
  | { kind: 'removed'; undo: string }
  | { kind: 'restored' }
  | { kind: 'full' }
  | { kind: 'stale' }

export type SaveRequest = {
  /** The signed start token of the page view: campaign, length, language, privacy version, attribution, time. */
  token: string
  /** Made by the browser before the first input, which goes out with `revision` 0. Without a script absent until that is stored. */
  secret?: string
  revision?: number
  page: string
  intent: Intent
  /** Target page of `go`. */
  to?: string
  lang: Lang
  changes: readonly Change[]
  list?: ListOperation
  /** The page stays on screen and only wants to know what it is prefilled with now. */
  still?: true
  /** Of a first input only: see `Proof`. */
  proof?: Proof
}

/**
 * `revision` is the one whose indices the page on screen speaks: where another window has moved items of its lists, that is the one it
 * was drawn with until it is drawn anew.
 */
export type DraftState = { secret: string; revision: number; savedAt: string; expiresAt: string }
export type Conflict = { key: Key; label: string; mine: Raw; theirs: Raw }
export type Receipt = {
  /** Eight characters without 0 O 1 I, shown as SA-XXXX-XXXX; opens nothing. */
  reference: string
  /** What a page around a frame may hear; random, opens nothing. */
  lead: string
  acceptedAt: string
  lang: Lang
  state: 'working' | 'delayed' | 'created'
  vorgangsnummer?: string
  /** True only when the confirmation mail has really been handed to the mail server. */
  mailSent: boolean
  mailTo?: string
  /** A letter was not written, because this mailbox has had its letters of the day. */
  mailWithheld?: boolean
  /** The person has shown that the address is theirs. */
  mailConfirmed?: boolean
  persons: 1 | 2
  hasPhone: boolean
  /** For the printable copy: the summary as the person saw it. */
  summary: ReviewView['sections']
  /** What helps in the talk; empty where there is no list. */
  documents: readonly { title: Text; items: readonly Text[] }[]
  /** What was agreed to beyond sending, in the words that stood beside the boxes. */
  consents: readonly string[]
  test: boolean
}

/** `retryAfter`: seconds until it is worth asking again, when the cause passes by itself (a busy or restarting database). */
export type Failed = { kind: 'failed'; reference: string; retryAfter?: number }

/** `able`: this browser can be asked for a proof of work. Without it nobody is asked (lib/limits/suspicion.ts). */
export type Proof = 'able' | { challenge: string; nonce: number }
/** The same request again with a solution, or without `proof` where none can be found: nobody is refused. */
export type Prove = { kind: 'prove'; challenge: string; bits: number }

export type SaveResult =
  | {
      kind: 'saved'
      draft: DraftState
      view?: StepView | ReviewView
      /** All steps of a long form, beside the page to show. */
      steps?: readonly StepOverview[]
      /** What became of the request's `list`. */
      list?: ListResult
    }
  | { kind: 'invalid'; draft: DraftState; view: StepView; errors: readonly Finding[] }
  /** `gone`: another window has removed the item that these answers were typed for; there is nothing to put them in. */
  | { kind: 'conflict'; draft: DraftState; conflicts: readonly Conflict[]; gone?: true }
  /** The secret is unknown, expired or erased; what stands on the page can be used on with a new draft. */
  | Gone
  | { kind: 'sent'; receipt: Receipt }
  /** So much comes to this campaign that a draft is begun with a proof of work; nothing was stored yet. */
  | Prove
  | { kind: 'limited'; minutes: number }
  /** The draft would become larger than one may be (lib/drafts/size.ts); nothing of the request was stored. */
  | { kind: 'tooLarge' }
  | { kind: 'refused'; reason: 'token' | 'origin' | 'shape' | 'closed' }
  | Failed

export type SubmitRequest = {
  token: string
  secret: string
  revision: number
  lang: Lang
  privacyVersion: string
  /** A control that no person sees was filled in. */
  trap?: boolean
  /** The box "copy by mail" was ticked; counts only where the campaign offers it. */
  mailCopy?: boolean
  /** The campaign's boxes that were ticked, by the ids they were offered under; others do not count. */
  consents?: readonly string[]
  proof?: Proof
}
export type SubmitResult =
  | { kind: 'sent'; receipt: Receipt }
  /** Looks like a program. */
  | Prove
  | { kind: 'incomplete'; draft: DraftState; view: StepView }
  /** The privacy statement was changed meanwhile: show the new one, keep everything. */
  | { kind: 'privacyChanged'; token: string; privacyVersion: string; privacyDate: string }
  | Gone
  | { kind: 'limited'; minutes: number }
  | { kind: 'refused'; reason: 'token' | 'origin' | 'shape' | 'closed' }
  | Failed
