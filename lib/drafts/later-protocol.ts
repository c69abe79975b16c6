import type { Length } from '@/lib/forms/engine/types'

/** There is no such draft (any more). `ended`: another device has signed this one out; the draft may go on. */
export type Gone = { kind: 'gone'; ended?: true }

/** What travels for "Später weitermachen" and for the pages of mailed links; secrets stand in bodies only. */
export type LaterAsked =
  | { kind: 'asked' /** When the draft is deleted, ISO. */; expiresAt: string }
  /** The text is no e-mail address. */
  | { kind: 'address' }
  | Gone
  | { kind: 'limited'; minutes: number }
  | { kind: 'refused' }

/** `refused`: the address takes no mail. `failed`: it could not be sent, or nobody knows. `queued`, `sending`: on its way. */
export type LaterMail = 'none' | 'queued' | 'sending' | 'sent' | 'refused' | 'failed'
export type LaterStatus =
  | { kind: 'status'; mail: LaterMail; expiresAt: string; email?: string }
  | Gone
  | { kind: 'limited'; minutes: number }
  | { kind: 'refused' }

/** A device that can open the draft: only when and how it opened it is known. `id` opens nothing; `here`: the one that asks. */
export type Device = { id: string; way: 'begun' | 'link'; openedAt: string; here: boolean }
export type LaterDevices =
  | { kind: 'devices'; devices: readonly Device[] }
  | Gone
  | { kind: 'limited'; minutes: number }
  | { kind: 'refused' }

/** Erased through this link, which can be taken back until then, ISO. */
export type Erased = { kind: 'erased'; until: string }

/** A used, expired and unknown link are one: `closed`. `erasedForGood`: erased through this link, and its day is over. */
export type Shut = { kind: 'closed' | 'erasedForGood' }
export type Looked =
  | Erased
  | Shut
  | {
      kind: 'found'
      firm: string
      savedAt: string
      expiresAt: string
      /** Labels of questions that the draft has passed and that want an answer since the questionnaire was changed. */
      fresh: readonly string[]
    }

export type Opened =
  | { kind: 'opened'; slug: string; length: Length; secret: string; revision: number; savedAt: string }
  | Erased
  | Shut
