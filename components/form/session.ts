import type { Change, DraftState, Intent, ListOperation, SaveRequest } from '@/lib/drafts/protocol'
import type { Key, Lang, Raw } from '@/lib/forms/engine/types'
import type { FieldView, StepView } from '@/lib/forms/engine/view'
import { afterSaving, changesBetween, nothingNew } from './changes'
import type { Sent } from './transport'
import { controlsOf, sameRaw, type Values, valuesOf } from './values'

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'unsaved' }

/**
 * What a request carries beside the page's own changes: a list's, and those of answers on other pages. `still`: the page stays.
 */
export type Extra = { list?: ListOperation; changes?: readonly Change[]; still?: true }

type Wires = {
  token: () => string
  lang: Lang
  byUrl: (request: SaveRequest) => Promise<Sent>
  byAction: (request: SaveRequest) => Promise<Sent>
  onLeaving: (request: SaveRequest) => void
  /** The page reads its controls and tells of them what nobody has said yet. */
  read: () => void
  /** Something was typed: from now on this window can find the draft again. */
  onBegun: (secret: string) => void
  onDraft: (draft: DraftState) => void
  onSave: (state: SaveState) => void
  /** An autosave was answered with something other than `saved`, or with it when `presets` may have changed. */
  onAutosaved: (result: Sent) => void
}

/** What an answer moves of the others, in whatever values. */
type Move = (values: Values) => Values

const moved = (values: Values, moving: readonly [Key, Move][]): Values =>
  moving.reduce((all, [, move]) => move(all), values)

/** After the last key, and at the latest while somebody keeps typing. */
const AFTER_KEY_MS = 800
const AT_LATEST_MS = 1900
/** After a save that nobody heard. */
const AGAIN_MS = 5000

/**
 * The draft as this window knows it: secret and revision, what the server knows of the page and what the controls
 * hold. Saves run one after the other, and each sends only what differs when its turn comes.
 */
export class Session {
  private draft: { secret: string; revision: number } | null = null
  private page = ''
  private view: StepView | null = null
  private fields: readonly FieldView[] = []
  private stored: Values = {}
  /** By the changed answer: what else the server will move with it, once it is saved. */
  private moves = new Map<Key, Move>()
  private now: Values = {}
  /** What was sent last of each answer: it may be stored although nothing was heard of it. */
  private sent: Values = {}
  private queue: Promise<unknown> = Promise.resolve()
  private timer: ReturnType<typeof setTimeout> | undefined
  private waitingSince: number | null = null
  private started = false

  constructor(private readonly wires: Wires) {}

  get mark(): { secret: string; revision: number } | null {
    return this.draft
  }

  /** The page on screen. */
  get at(): string {
    return this.page
  }

  get values(): Values {
    return this.now
  }

  /**
   * What the server has, with what it will move by itself. It sees only the last of several changes of an answer, so only that one
   * moves, and nothing does when the answer is again what it was.
   */
  private get known(): Values {
    return moved(this.stored, this.moving())
  }

  private moving(): [Key, Move][] {
    return [...this.moves].filter(([key]) => !sameRaw(this.stored[key], this.now[key]))
  }

  /** Whether the controls of this page are those that are saved here. */
  shows(view: StepView): boolean {
    return this.view === view
  }

  adopt(draft: { secret: string; revision: number } | null): void {
    this.draft = draft && { secret: draft.secret, revision: draft.revision }
  }

  /** A page is shown: what it holds is what the server knows. */
  open(view: StepView | null, page: string): void {
    clearTimeout(this.timer)
    this.waitingSince = null
    this.page = page
    this.view = view
    this.sent = {}
    this.fields = controlsOf(view?.fields ?? [])
    this.stored = valuesOf(this.fields)
    this.moves.clear()
    this.now = this.stored
  }

  /** Both windows hold the same now: `values` is what the server has, e.g. after a conflict. */
  know(values: Values): void {
    this.stored = { ...this.stored, ...values }
  }

  /** The server says what this answer is now, e.g. a prefilled one. */
  learn(key: string, raw: Raw): void {
    this.stored = { ...this.stored, [key]: raw }
    this.now = { ...this.now, [key]: raw }
  }

  isKnown(key: string): boolean {
    return nothingNew({ [key]: this.known[key] ?? '' }, { [key]: this.now[key] ?? '' })
  }

  /** The controls changed; saving follows soon. `moved`: an answer that moves others, as the server will when it is saved. */
  changed(values: Values, moved?: { key: Key; move: Move }): void {
    this.now = values
    if (this.started) this.begin()
    if (moved) this.moves.set(moved.key, moved.move)
    if (this.waitingSince === null) this.waitingSince = Date.now()
    const left = AT_LATEST_MS - (Date.now() - this.waitingSince)
    this.autosaveIn(Math.max(0, Math.min(AFTER_KEY_MS, left)))
  }

  /** The window has looked for a draft that it had before; only now may what is typed begin another one. */
  start(): void {
    this.started = true
    if (!nothingNew(this.known, this.now)) this.begin()
  }

  /** Before anything is sent: what a browser writes down while a page is being left may be lost (Firefox). */
  private begin(): void {
    if (this.draft) return
    this.draft = { secret: newSecret(), revision: 0 }
    this.wires.onBegun(this.draft.secret)
  }

  private autosaveIn(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.autosave(), ms)
  }

  /** Saves what is new, if anything is. */
  async autosave(): Promise<void> {
    this.wires.read()
    clearTimeout(this.timer)
    this.waitingSince = null
    if (nothingNew(this.known, this.now)) return
    const result = await this.send('autosave')
    // Only another try can tell that a server is back: the browser may have been online all the time.
    if (result.kind === 'offline' && this.waitingSince === null) this.autosaveIn(AGAIN_MS)
    this.wires.onAutosaved(result)
  }

  /** Sends the page's changes in turn; `next`, `back`, `go` and `load` answer with the page to show. */
  send(intent: Intent, to?: string, extra?: Extra): Promise<Sent> {
    // A load carries no changes: what waits to be saved still waits.
    if (intent !== 'load') {
      this.wires.read()
      clearTimeout(this.timer)
      this.waitingSince = null
    }
    const run = this.queue.then(() => this.sendNow(intent, to, extra))
    this.queue = run.catch(() => undefined)
    return run
  }

  /** The page is being left for good: send without waiting for an answer. */
  leave(): void {
    this.wires.read()
    clearTimeout(this.timer)
    if (nothingNew(this.known, this.now)) return
    this.wires.onLeaving(this.request('autosave'))
  }

  private request(intent: Intent, to?: string, { list, still, changes = [] }: Extra = {}): SaveRequest {
    if (intent !== 'load') this.begin()
    const own =
      intent === 'load'
        ? []
        : changesBetween(this.known, this.now, this.fields).map((one) => this.asSent(one))
    return {
      token: this.wires.token(),
      ...this.draft,
      page: this.page,
      intent,
      ...(to === undefined ? {} : { to }),
      lang: this.wires.lang,
      changes: [...own, ...changes],
      ...(list && { list }),
      ...(still && { still }),
    }
  }

  /** Of an answer that is under way already, the server may have either text by now. */
  private asSent(change: Change): Change {
    const sent = this.sent[change.key]
    this.sent = { ...this.sent, [change.key]: change.to ?? '' }
    const told = [this.known[change.key], change.to ?? '']
    return sent === undefined || told.some((raw) => sameRaw(raw, sent)) ? change : { ...change, sent }
  }

  private async sendNow(intent: Intent, to?: string, extra?: Extra): Promise<Sent> {
    const page = this.page
    const request = this.request(intent, to, extra)
    const moving = this.moving()
    if (request.changes.length > 0) this.wires.onSave({ kind: 'saving' })
    const result = await (intent === 'autosave' ? this.wires.byUrl(request) : this.wires.byAction(request))
    // It was not stored, and would make each later save as large.
    if (result.kind === 'tooLarge') this.sent = {}
    const draft = draftOf(result)
    if (draft) {
      this.draft = { secret: draft.secret, revision: draft.revision }
      this.wires.onDraft(draft)
    }
    if (result.kind === 'saved' || result.kind === 'invalid') {
      if (page === this.page) {
        // What the server said of other answers meanwhile stays known.
        this.stored = afterSaving(moved(this.stored, moving), request.changes)
        for (const [key, move] of moving) if (this.moves.get(key) === move) this.moves.delete(key)
      }
      if (draft) this.wires.onSave({ kind: 'saved', at: draft.savedAt })
    } else if (result.kind === 'gone') {
      this.draft = null
      this.stored = Object.fromEntries(Object.keys(this.stored).map((key) => [key, '']))
      this.moves.clear()
      this.wires.onSave({ kind: 'unsaved' })
    } else if (request.changes.length > 0) {
      this.wires.onSave({ kind: 'unsaved' })
    }
    return result
  }
}

/** 256 random bits. Made here, so that even a reload before the first answer finds what was typed. */
const newSecret = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(36).padStart(2, '0')).join(
    '',
  )

function draftOf(result: Sent): DraftState | null {
  return 'draft' in result ? result.draft : null
}
