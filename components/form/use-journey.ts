import { startTransition, useRef, useState } from 'react'
import type { Change, DraftState, ListOperation, Receipt } from '@/lib/drafts/protocol'
import type { ReviewView, StepView } from '@/lib/forms/engine/view'
import type { Shown, StepFormProps } from './contract'
import {
  forgetSoon,
  markIn,
  pageOf,
  readStored,
  type Stored,
  urlOf,
  withMark,
  withoutMark,
  writeStored,
} from './history'
import { type Extra, type SaveState, Session } from './session'
import { type Notice, type PageHandle, REVIEW, SENT, sentBefore } from './shown'
import { type Sent, saveByAction, saveByUrl, saveOnLeaving } from './transport'
import { useScreen } from './use-screen'
import { languageLink, useWindow } from './use-window'

type Saved = Extract<Sent, { kind: 'saved' }>

/** What a later save proves to be over. */
const PASSING: ReadonlySet<Notice['kind']> = new Set(['offline', 'failed', 'limited', 'tooLarge'])

/**
 * The way through the form in one window (architecture §2.1): which page stands on screen, where the draft lives,
 * and what happens on next, back, reload and when something goes wrong. No router navigation between pages.
 */
export function useJourney(props: StepFormProps) {
  const { links, lang, actions, campaign } = props
  const screen = useScreen(props)
  const { shown, shownNow, setShown, notice, setNotice, setOffer, setListed, setGrown } = screen
  const [save, setSave] = useState<SaveState>({ kind: 'idle' })
  const [draft, setDraft] = useState<DraftState | null>(props.draft ?? null)
  const [busy, setBusy] = useState(false)
  const [steps, setSteps] = useState(props.steps ?? [])
  const [privacy, setPrivacy] = useState({ ...campaign.privacy, changed: false })
  const token = useRef(props.token)
  const outdated = useRef(false)
  // A second press is ignored at once, before React has drawn the busy button.
  const running = useRef(false)
  const returnTo = useRef<string | undefined>(undefined)
  const routerState = useRef<object>({})
  const page = useRef<PageHandle | null>(null)

  const [session] = useState(() => {
    const made = new Session({
      token: () => token.current,
      lang,
      byUrl: saveByUrl,
      byAction: (request) => saveByAction(request, actions, outdate),
      onLeaving: (request) => {
        saveOnLeaving(request)
        const stored = readStored(links)
        // A reload may be faster than the save: it asks for the revision that this one makes. The first one is waited for anyway.
        if (stored?.revision) writeStored(links, { ...stored, revision: stored.revision + 1 })
      },
      read: () => page.current?.read(),
      onBegun: (secret) => keep({ secret, revision: 0, savedAt: new Date().toISOString() }),
      onDraft: (next) => keepDraft(next),
      onSave: setSave,
      onAutosaved: (result) => void autosaved(result),
    })
    const { view, pending } = props
    made.open(view?.kind === 'step' ? view : null, view?.page ?? pending?.page ?? links.first)
    return made
  })

  /** The server runs another build: its pages are fetched anew with the next one. Once: where that did not help, something between spoils actions. */
  function outdate(): void {
    outdated.current = performance.navigation.type !== 1
  }

  function keepDraft(next: DraftState): void {
    setDraft(next)
    keep(next)
  }

  /** The tab finds the draft again after a reload, in this place. */
  function keep(next: Stored): void {
    writeStored(links, next)
    const mark = markIn(history.state)
    if (mark?.secret === next.secret) return
    const here = pageOf(links, location.pathname) ?? links.first
    history.replaceState(withMark({ secret: next.secret, revision: next.revision, page: here }), '')
  }

  function show(view: StepView | ReviewView, how: 'push' | 'replace', backTo = returnTo.current): void {
    returnTo.current = backTo
    const again = returnTo.current && view.kind === 'step' ? { returnTo: returnTo.current } : {}
    if (view.kind === 'review') returnTo.current = undefined
    session.open(view.kind === 'step' ? view : null, view.page)
    arrive(view.kind === 'step' ? { kind: 'step', view } : { kind: 'review', view }, view.page, how, again)
  }

  function showSent(receipt: Receipt, how: 'push' | 'replace'): void {
    session.open(null, SENT)
    arrive({ kind: 'sent', receipt, again: sentBefore(receipt) }, SENT, how, {})
    // The address of the confirmation keeps the secret in its history entry; a new visit starts a new enquiry.
    forgetSoon(links, session.mark?.secret)
  }

  function arrive(next: Shown, to: string, how: 'push' | 'replace', again: { returnTo?: string }): void {
    screen.turnTo(next)
    const mark = session.mark
    const state = mark ? withMark({ ...mark, page: to, ...again }) : {}
    if (how === 'push') history.pushState(state, '', urlOf(links, to))
    else history.replaceState(state, '', urlOf(links, to))
    if (outdated.current) location.reload()
  }

  /** Everything that a save or load can answer with, except `saved` and `invalid`, which the caller knows best. */
  function trouble(result: Exclude<Sent, { kind: 'saved' | 'invalid' }>, retry: () => void): void {
    switch (result.kind) {
      case 'sent':
        showSent(result.receipt, 'replace')
        return
      case 'gone':
        writeStored(links, null)
        setNotice(result)
        startTransition(() => setShown((now) => (now.kind === 'step' ? now : { kind: 'none' })))
        return
      case 'offline':
      case 'conflict':
        setNotice({ ...result, retry })
        return
      case 'tooLarge':
      case 'limited':
      case 'refused':
      case 'failed':
        setNotice(result)
    }
  }

  async function autosaved(result: Sent): Promise<void> {
    if (result.kind === 'saved') {
      setNotice((now) => (now && PASSING.has(now.kind) ? null : now))
      if (shownNow().kind === 'step') await refreshPresets()
      return
    }
    if (result.kind !== 'invalid') trouble(result, () => void session.autosave())
  }

  /** A saved answer may have changed what another field of the page is prefilled with. */
  async function refreshPresets(): Promise<void> {
    const now = shownNow()
    if (now.kind !== 'step' || !now.view.fields.some((field) => field.prefilled)) return
    const result = await session.send('load', now.view.page, { still: true })
    if (result.kind === 'saved' && result.view?.kind === 'step' && result.view.page === now.view.page) {
      page.current?.refresh(result.view)
    }
  }

  /** Does one thing at a time; null: another one is still being done, and this press counts for nothing. */
  async function occupied<T>(work: () => Promise<T>): Promise<T | null> {
    if (running.current) return null
    running.current = true
    setBusy(true)
    const result = await work()
    running.current = false
    setBusy(false)
    return result
  }

  async function travel(
    intent: 'next' | 'back' | 'go' | 'load',
    to: string | undefined,
    how: 'push' | 'replace',
    extra?: Extra & { name?: string },
  ) {
    const before = shownNow()
    const result = await occupied(() => session.send(intent, to, extra))
    if (!result) return
    if (result.kind === 'invalid') page.current?.showErrors(result.errors, result.view.warnings)
    else if (result.kind !== 'saved') trouble(result, () => void travel(intent, to, how, extra))
    else if (result.view) {
      const from = before.kind === 'step' ? before.view : null
      show(result.view, from?.page === result.view.page ? 'replace' : how)
      arrived(result, from, extra?.name)
    }
  }

  /** What the page that was just shown says beside itself. */
  function arrived({ view, steps: all, list }: Saved, from: StepView | null, name = ''): void {
    startTransition(() => {
      if (all) setSteps(all)
      setListed(list && list.kind !== 'added' ? { ...list, name } : null)
      const more = from && from.progress.at > 1 && view ? view.progress.of - from.progress.of : 0
      setGrown(list ? 0 : Math.max(0, more))
    })
  }

  const next = () => travel('next', returnTo.current, 'push')
  const back = () =>
    returnTo.current ? travel('go', returnTo.current, 'push') : travel('back', undefined, 'push')

  function change(to: string): void {
    returnTo.current = REVIEW
    void travel('go', to, 'push')
  }

  /** Shows a page from the draft: after reload, browser back and in a restored tab. */
  async function load(to: string): Promise<void> {
    await session.autosave()
    const result = await session.send('load', to)
    if (result.kind === 'saved' && result.view) {
      show(result.view, 'replace')
      arrived(result, null)
    } else if (result.kind !== 'saved' && result.kind !== 'invalid') trouble(result, () => void load(to))
  }

  function start(): void {
    const here = pageOf(links, location.pathname) ?? links.first
    const mark = markIn(history.state)
    routerState.current = withoutMark(history.state)
    const stored = readStored(links)
    const known = shown.kind === 'step' || shown.kind === 'review'
    if (props.draft) session.adopt(props.draft)
    else if (mark || (stored && !known)) {
      session.adopt(mark && mark.secret !== stored?.secret ? mark : stored)
      returnTo.current = mark?.returnTo
      if (shown.kind !== 'sent') void load(here)
    } else if (stored) setOffer(stored)
    else if (shown.kind === 'loading') startTransition(() => setShown({ kind: 'none' }))
    session.start()
  }

  function pop(event: PopStateEvent): void {
    const to = pageOf(links, location.pathname)
    const mark = markIn(event.state)
    if (/[?&]sprache=en\b/.test(location.search) !== (lang === 'en')) {
      // An entry of before the language was changed; leaving this page saves.
      event.stopImmediatePropagation()
      location.reload()
      return
    }
    if (!session.mark && mark) session.adopt(mark)
    if (to === null || !session.mark) return
    if (mark) {
      // The entry may be older than this document (a reload lies between) and then holds a router's state that
      // makes the router fetch and draw the page anew, away from under the load. It gets the present one instead.
      event.stopImmediatePropagation()
      history.replaceState({ ...routerState.current, ...withMark(mark) }, '')
    }
    returnTo.current = mark?.returnTo
    void load(to)
  }

  /** Another language: save first, then the same page anew; `history.state` survives where storage is blocked. */
  async function click(event: MouseEvent): Promise<void> {
    const there = languageLink(event)
    if (!there) return
    there.pathname = location.pathname
    await session.autosave()
    history.pushState(history.state, '', there)
    location.reload()
  }

  useWindow({
    start,
    pop,
    click,
    leave: () => session.leave(),
    hide: () => void session.autosave(),
    online: () => {
      if (notice?.kind === 'offline') notice.retry()
    },
  })

  return {
    ...screen,
    save,
    setSave,
    draft,
    busy,
    steps,
    privacy,
    setPrivacy,
    token,
    session,
    page,
    next,
    refreshPresets,
    back,
    change,
    /** Any page that can be opened already. */
    go: (to: string) => void travel('go', to, 'push'),
    /** Adds, removes or brings back an item; `name` is what it is called in what is said about it. */
    changeList: (list: ListOperation, name: string) => void travel('go', undefined, 'push', { list, name }),
    /** Takes back what the form has mended. */
    takeBack: ({ key, from, to }: Change) =>
      void travel('go', undefined, 'replace', { changes: [{ key, from: to, to: from }] }),
    /** For sending, which is loaded with the review page. */
    occupied,
    outdate,
    show,
    showSent,
    trouble,
    /** The page as it is in the draft, whatever stands here. */
    showNow: () => void load(session.at),
    autosaveFirst: () => setOffer(null),
    acceptOffer: () => {
      session.adopt(screen.offer)
      void load(REVIEW)
    },
    declineOffer: () => {
      writeStored(links, null)
      setOffer(null)
    },
    dismiss: () => {
      setNotice(null)
      void session.autosave()
    },
    secret: session.mark?.secret ?? props.draft?.secret,
    returning: () => returnTo.current !== undefined,
  }
}

export type Journey = ReturnType<typeof useJourney>
