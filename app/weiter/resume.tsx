'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { linksFor, REVIEW } from '@/app/antrag/links'
import { urlOf, withMark, writeStored } from '@/components/form/history'
import { postJson } from '@/components/form/post-json'
import { clock, longDate } from '@/components/form/times'
import type { Erased, Looked, Opened, Shut } from '@/lib/drafts/later-protocol'
import type { Lang } from '@/lib/forms/engine/types'
import type { ResumeWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

type Found = Extract<Looked, { kind: 'found' }>
type View =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'closed'; renewed: boolean }
  | { kind: 'erasedForGood' }
  | { kind: 'erased'; until: string; failed: boolean }
  | { kind: 'found'; found: Found; sure: boolean; failed: boolean }

const oneOf =
  <T extends { kind: string }>(...kinds: readonly T['kind'][]) =>
  (value: { kind: string }): value is T =>
    kinds.includes(value.kind)

const shut: readonly Shut['kind'][] = ['closed', 'erasedForGood']

const post = <T extends { kind: string }>(act: string, secret: string, ...kinds: readonly T['kind'][]) =>
  postJson<T>('/api/weiter', { act, secret }, oneOf<T>(...kinds))

/** Hands the draft over to the form: where its secret lives there, never in an address. */
function enterForm(opened: Extract<Opened, { kind: 'opened' }>, lang: Lang): void {
  const query = new URLSearchParams(lang === 'en' ? { sprache: lang } : {})
  if (opened.length === 'full') query.set('laenge', 'voll')
  const links = linksFor(opened.slug, '', query)
  const { secret, revision, savedAt } = opened
  writeStored(links, { secret, revision, savedAt })
  history.replaceState(withMark({ secret, revision, page: REVIEW }), '', urlOf(links, REVIEW))
  location.reload()
}

/** Looking uses nothing up; the two buttons do what they say. A link that does not work is answered in one way. */
export function Resume({ lang, words }: { lang: Lang; words: ResumeWords }) {
  const [view, setView] = useState<View>({ kind: 'loading' })
  const title = useRef<HTMLHeadingElement>(null)
  const busy = useRef(false)
  const secret = () => location.hash.slice(1)

  function show(looked: Looked): void {
    switch (looked.kind) {
      case 'found':
        setView({ kind: 'found', found: looked, sure: false, failed: false })
        return
      case 'erased':
        setView({ ...looked, failed: false })
        return
      case 'erasedForGood':
        setView({ kind: 'erasedForGood' })
        return
      case 'closed':
        setView({ kind: 'closed', renewed: false })
    }
  }
  async function look(): Promise<void> {
    const looked = await post<Looked>('look', secret(), 'found', 'erased', ...shut)
    if (looked) show(looked)
    else setView({ kind: 'failed' })
  }
  const begin = useEffectEvent(() => void look())
  useEffect(() => begin(), [])
  useEffect(() => {
    if (view.kind === 'erased' || view.kind === 'erasedForGood' || view.kind === 'closed')
      title.current?.focus()
  }, [view.kind])

  /** One press at a time. */
  async function once(work: () => Promise<void>): Promise<void> {
    if (busy.current) return
    busy.current = true
    await work()
    busy.current = false
  }
  const failed = () =>
    setView((now) =>
      now.kind === 'found' || now.kind === 'erased' ? { ...now, failed: true } : { kind: 'failed' },
    )

  const open = () =>
    once(async () => {
      const opened = await post<Opened>('open', secret(), 'opened', 'erased', ...shut)
      if (!opened) failed()
      else if (opened.kind === 'opened') enterForm(opened, lang)
      else show(opened)
    })
  const erase = () =>
    once(async () => {
      const erased = await post<Erased | Shut>('erase', secret(), 'erased', ...shut)
      if (erased) show(erased)
      else failed()
    })
  const restore = () =>
    once(async () => {
      const restored = await post<Looked>('restore', secret(), 'found', 'erased', ...shut)
      if (restored) show(restored)
      else failed()
    })
  const renew = () =>
    once(async () => {
      const renewed = await post<{ kind: 'renewed' }>('renew', secret(), 'renewed')
      if (renewed) setView({ kind: 'closed', renewed: true })
      else failed()
    })
  const sure = (wanted: boolean) => setView((now) => (now.kind === 'found' ? { ...now, sure: wanted } : now))

  const heading = (text: string) => (
    <h1 ref={title} tabIndex={-1}>
      {text}
    </h1>
  )
  switch (view.kind) {
    case 'loading':
      return (
        <>
          {heading(words.title)}
          <p className="lead script-only" role="status">
            {words.loading}
          </p>
        </>
      )
    case 'failed':
      return (
        <>
          {heading(words.title)}
          <p className="lead" role="alert">
            {words.failed}
          </p>
          <p className="actions">
            <button type="button" className="second" onClick={() => void look()}>
              {words.retry}
            </button>
          </p>
        </>
      )
    case 'erased':
      return (
        <>
          {heading(words.erased)}
          <p className="lead">
            {fill(words.erasedHint, { date: longDate(view.until, lang), time: clock(view.until, lang) })}
          </p>
          <p className="actions">
            <button type="button" className="second" onClick={() => void restore()}>
              {words.restore}
            </button>
          </p>
          <p role="status" className="mt-4">
            {view.failed ? words.failed : ''}
          </p>
        </>
      )
    case 'erasedForGood':
      return (
        <>
          {heading(words.erasedForGood)}
          <p className="lead">{words.erasedForGoodHint}</p>
        </>
      )
    case 'closed':
      return (
        <>
          {heading(words.closed)}
          <p className="lead">{words.closedHint}</p>
          <p className="actions">
            <button type="button" className="second" onClick={() => void renew()}>
              {words.renew}
            </button>
          </p>
          <p role="status" className="mt-4">
            {view.renewed ? words.renewed : ''}
          </p>
        </>
      )
    case 'found': {
      const { firm, savedAt, expiresAt, fresh } = view.found
      return (
        <>
          {heading(fill(words.titleAt, { firm }))}
          <p className="lead">
            {fill(words.saved, { date: longDate(savedAt, lang), time: clock(savedAt, lang) })}{' '}
            {fill(words.ends, { date: longDate(expiresAt, lang) })}
          </p>
          {fresh.length > 0 ? (
            <p className="notice">{fill(words.fresh, { labels: fresh.join(', ') })}</p>
          ) : null}
          <p className="mt-6">
            <button type="button" className="leading" onClick={() => void open()}>
              {words.open}
            </button>
          </p>
          {view.sure ? (
            <section className="mt-6">
              <p role="status">{words.eraseSure}</p>
              <p className="actions">
                <button type="button" className="second" onClick={() => void erase()}>
                  {words.eraseYes}
                </button>
                <button type="button" className="second" onClick={() => sure(false)}>
                  {words.eraseNo}
                </button>
              </p>
            </section>
          ) : (
            <p className="actions">
              <button type="button" className="second" onClick={() => sure(true)}>
                {words.erase}
              </button>
            </p>
          )}
          <p role="status" className="mt-4">
            {view.failed ? words.failed : ''}
          </p>
        </>
      )
    }
  }
}
