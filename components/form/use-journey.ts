import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Change, Conflict, DraftState, ListOperation, Receipt } from '@/lib/drafts/protocol'
import type { ReviewView, StepView } from '@/lib/forms/engine/view'
import type { Shown, StepFormProps } from './contract'
import { markIn, pageOf, readStored, type Stored, urlOf, withMark, withoutMark, writeStored } from './history'
import { type Extra, type SaveState, Session } from './session'
import { firstShown, type Listed, type Notice, type PageHandle, REVIEW, SENT, sentBefore } from './shown'
import type { submitByAction } from './submit'
import { type Sent, saveByAction, saveByUrl, saveOnLeaving } from './transport'

type Saved = Extract<Sent, { kind: 'saved' }>

/** What a later save proves to be over. */
const PASSING: ReadonlySet<Notice['kind']> = new Set(['offline', 'failed', 'limited', 'tooLarge'])

/**
 * The way through the form in one window (architecture §2.1): which page stands on screen, where the draft lives,
 * and what happens on next, back, reload and when something goes wrong. No router navigation between pages.
 */
export function useJourney(props: StepFormProps) {
  const { links, lang, actions, campaign } = props
  const [shown, setShown] = useState<Shown>(() => firstShown(props))
  const [generation, setGeneration] = useState(0)
  const [save, setSave] = useState<SaveState>({ kind: 'idle' })
  const [draft, setDraft] = useState<DraftState | null>(props.draft ?? null)
  const [notice, setNotice] = useState<Notice | null>(null)
  const [offer, setOffer] = useState<Stored | null>(null)
  const [busy, setBusy] = useState(false)
  const [steps, setSteps] = useState(props.steps ?? [])
  const [listed, setListed] = useState<Listed | null>(null)
  /** Pages that the last answers have added. */
  const [grown, setGrown] = useState(0)
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
      byAction: (request) => saveByAction(request, actions, () => (outdated.current = true)),
      onLeaving: saveOnLeaving,
      onDraft: (next) => keepDraft(next),
      onSave: setSave,
      onAutosaved: (result) => void autosaved(result),
    })
    const { view, pending } = props
    made.open(view?.kind === 'step' ? view : null, view?.page ?? pending?.page ?? links.first)
    return made
  })

  function keepDraft(next: DraftState): void {
    setDraft(next)
    writeStored(links, next)
    const mark = markIn(history.state)
    if (mark?.secret === next.secret) return
    const here = pageOf(links, location.pathname) ?? links.first
    history.replaceState(withMark({ secret: next.secret, revision: next.revision, page: here }), '')
  }

  function show(view: StepView | ReviewView, how: 'push' | 'replace'): void {
    const again = returnTo.current && view.kind === 'step' ? { returnTo: returnTo.current } : {}
    if (view.kind === 'review') returnTo.current = undefined
    session.open(view.kind === 'step' ? view : null, view.page)
    arrive(view.kind === 'step' ? { kind: 'step', view } : { kind: 'review', view }, view.page, how, again)
  }

  function showSent(receipt: Receipt, how: 'push' | 'replace'): void {
    session.open(null, SENT)
    // The address of the confirmation keeps the secret in its history entry; a new visit starts a new enquiry.
    writeStored(links, null)
    arrive({ kind: 'sent', receipt, again: sentBefore(receipt) }, SENT, how, {})
  }

  function arrive(next: Shown, to: string, how: 'push' | 'replace', again: { returnTo?: string }): void {
    startTransition(() => {
      setShown(next)
      setGeneration((count) => count + 1)
      setNotice(null)
      setOffer(null)
      setListed(null)
      setGrown(0)
    })
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
        setNotice({ kind: 'gone' })
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

  const shownRef = useRef(shown)
  shownRef.current = shown
  const shownNow = (): Shown => shownRef.current

  /** A saved answer may have changed what another field of the page is prefilled with. */
  async function refreshPresets(): Promise<void> {
    const now = shownNow()
    if (now.kind !== 'step' || !now.view.fields.some((field) => field.prefilled)) return
    const result = await session.send('load', now.view.page)
    if (result.kind === 'saved' && result.view?.kind === 'step' && result.view.page === now.view.page) {
      page.current?.refresh(result.view)
    }
  }

  async function travel(
    intent: 'next' | 'back' | 'go' | 'load',
    to: string | undefined,
    how: 'push' | 'replace',
    extra?: Extra & { name?: string },
  ) {
    if (running.current) return
    running.current = true
    setBusy(true)
    const before = shownNow()
    const result = await session.send(intent, to, extra)
    running.current = false
    setBusy(false)
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

  async function submit(
    boxes: { trap: boolean; mailCopy: boolean },
    send: typeof submitByAction,
  ): Promise<void> {
    const mark = session.mark
    if (running.current) return
    if (!mark) {
      setNotice({ kind: 'gone' })
      return
    }
    running.current = true
    setBusy(true)
    const request = { token: token.current, ...mark, lang, privacyVersion: privacy.versionId, ...boxes }
    const result = await send(request, actions, () => (outdated.current = true))
    running.current = false
    setBusy(false)
    switch (result.kind) {
      case 'sent':
        showSent(result.receipt, 'push')
        return
      case 'incomplete':
        session.adopt(result.draft)
        returnTo.current = REVIEW
        show(result.view, 'push')
        return
      case 'privacyChanged':
        token.current = result.token
        setPrivacy({ ...privacy, versionId: result.privacyVersion, date: result.privacyDate, changed: true })
        return
      case 'gone':
      case 'offline':
      case 'limited':
      case 'refused':
      case 'failed':
        trouble(result, () => void submit(boxes, send))
    }
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

  const onPop = useEffectEvent((event: PopStateEvent) => {
    const to = pageOf(links, location.pathname)
    const mark = markIn(event.state)
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
  })

  const onStart = useEffectEvent(() => {
    const here = pageOf(links, location.pathname) ?? links.first
    const mark = markIn(history.state)
    routerState.current = withoutMark(history.state)
    const stored = readStored(links)
    const known = shown.kind === 'step' || shown.kind === 'review'
    if (props.draft) session.adopt(props.draft)
    else if (mark || (stored && !known)) {
      session.adopt(mark ?? stored)
      returnTo.current = mark?.returnTo
      if (shown.kind !== 'sent') void load(here)
    } else if (stored) setOffer(stored)
    else if (shown.kind === 'loading') startTransition(() => setShown({ kind: 'none' }))
  })

  /** Another language: save first, then the same page anew; `history.state` survives where storage is blocked. */
  const onLanguage = useEffectEvent(async (event: MouseEvent) => {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[hreflang]') : null
    if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const there = new URL(link.href)
    there.pathname = location.pathname
    await session.autosave()
    history.pushState(history.state, '', there)
    location.reload()
  })

  const onOnline = useEffectEvent(() => {
    if (notice?.kind === 'offline') notice.retry()
  })

  useEffect(() => {
    const leave = () => session.leave()
    const pop = (event: PopStateEvent) => onPop(event)
    const online = () => onOnline()
    const language = (event: MouseEvent) => void onLanguage(event)
    onStart()
    // Before the router, which listens on the window as well.
    window.addEventListener('popstate', pop, true)
    window.addEventListener('pagehide', leave)
    window.addEventListener('online', online)
    document.addEventListener('click', language)
    return () => {
      window.removeEventListener('popstate', pop, true)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('online', online)
      document.removeEventListener('click', language)
    }
  }, [session])

  return {
    shown,
    generation,
    save,
    draft,
    notice,
    offer,
    busy,
    steps,
    listed,
    grown,
    privacy,
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
    submit,
    autosaveFirst: () => setOffer(null),
    acceptOffer: () => {
      session.adopt(offer)
      void load(REVIEW)
    },
    declineOffer: () => {
      writeStored(links, null)
      setOffer(null)
    },
    settleConflict: (conflicts: readonly Conflict[], mine: boolean, retry: () => void) => {
      const theirs = Object.fromEntries(conflicts.map((conflict) => [conflict.key, conflict.theirs]))
      session.know(theirs)
      if (!mine) page.current?.put(theirs)
      setNotice(null)
      setSave({ kind: 'idle' })
      retry()
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
