import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { LaterAsked, LaterMail, LaterStatus } from '@/lib/drafts/later-protocol'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import { DevicesPanel } from './devices-panel'
import { urlOf, writeStored } from './history'
import { postJson } from './post-json'
import { longDate } from './times'
import type { Journey } from './use-journey'

type Props = { journey: Journey; form: StepFormProps }

const isAsked = (value: { kind: string }): value is LaterAsked =>
  ['asked', 'address', 'gone', 'limited', 'refused'].includes(value.kind)
const isStatus = (value: { kind: string }): value is LaterStatus =>
  ['status', 'gone', 'refused'].includes(value.kind)
const isDone = (value: { kind: string }): value is { kind: 'discarded' } => value.kind === 'discarded'

const PAUSE_MS = 2000
const TRIES = 60
const isOver = (mail: LaterMail): boolean => mail === 'sent' || mail === 'refused' || mail === 'failed'

type Told = { mail: LaterMail; to: string; expiresAt: string }
type Trouble = 'laterAddress' | 'laterLimited' | 'laterEmpty' | 'gone' | 'goneEnded' | 'failed'

function mailLine(told: Told, words: FormWords): string {
  const names = { mail: told.to }
  switch (told.mail) {
    case 'sent':
      return fill(words.laterSent, names)
    case 'refused':
      return fill(words.laterRefused, names)
    case 'failed':
      return fill(words.laterFailed, names)
    case 'none':
    case 'queued':
    case 'sending':
      return fill(words.laterSending, names)
  }
}

/** Saves first, so that the link leads to what stands on the page; then the secret, if there is a draft. */
async function savedSecret(journey: Journey): Promise<string | null> {
  await journey.session.autosave()
  return journey.session.mark?.secret ?? null
}

/** The address, the button, and what became of the letter. */
function AskPanel({ journey, form }: Props) {
  const { words, lang } = form
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [email, setEmail] = useState('')
  const [told, setTold] = useState<Told | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const busy = useRef(false)

  const begin = useEffectEvent(async () => {
    const secret = await savedSecret(journey)
    if (!secret) {
      setTrouble('laterEmpty')
      return
    }
    const status = await postJson('/api/antrag/later/status', { secret }, isStatus)
    if (status?.kind === 'status') setEmail((now) => now || (status.email ?? ''))
  })
  useEffect(() => {
    // The button that was pressed is gone: who goes by keyboard goes on here.
    title.current?.focus()
    void begin()
  }, [])

  async function ask(): Promise<void> {
    if (busy.current) return
    busy.current = true
    const secret = await savedSecret(journey)
    const asked = secret ? await postJson('/api/antrag/later', { secret, email }, isAsked) : null
    busy.current = false
    switch (asked?.kind) {
      case 'asked':
        setTrouble(null)
        setTold({ mail: 'queued', to: email, expiresAt: asked.expiresAt })
        return
      case 'address':
        setTrouble('laterAddress')
        input.current?.focus()
        return
      case 'limited':
        setTrouble('laterLimited')
        return
      case 'gone':
        setTrouble(asked.ended ? 'goneEnded' : 'gone')
        return
      case 'refused':
      case undefined:
        setTrouble(secret ? 'failed' : 'laterEmpty')
    }
  }

  const look = useEffectEvent(async () => {
    const secret = journey.session.mark?.secret
    const status = secret ? await postJson('/api/antrag/later/status', { secret }, isStatus) : null
    if (status?.kind === 'status') setTold((now) => now && { ...now, mail: status.mail })
  })
  const waiting = told !== null && !isOver(told.mail)
  useEffect(() => {
    if (!waiting) return
    let tries = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const again = async () => {
      await look()
      tries += 1
      if (tries < TRIES) timer = setTimeout(() => void again(), PAUSE_MS)
    }
    timer = setTimeout(() => void again(), PAUSE_MS)
    return () => {
      tries = TRIES
      clearTimeout(timer)
    }
  }, [waiting])

  const wrong = trouble === 'laterAddress'
  return (
    <section className="mt-4" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} ref={title} tabIndex={-1}>
        {words.laterTitle}
      </h2>
      <p className="mt-2">{words.laterText}</p>
      <form
        className="mt-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void ask()
        }}
      >
        <div className="field" data-state={wrong ? 'error' : undefined}>
          <label className="label" htmlFor={`${id}-mail`}>
            {words.laterMail}
          </label>
          {wrong ? (
            <p className="message" id={`${id}-error`}>
              {words.laterAddress}
            </p>
          ) : null}
          <span className="box">
            <input
              ref={input}
              id={`${id}-mail`}
              type="text"
              inputMode="email"
              autoComplete="email"
              autoCapitalize="none"
              spellCheck={false}
              value={email}
              aria-required
              aria-invalid={wrong || undefined}
              aria-describedby={wrong ? `${id}-error` : undefined}
              onChange={(event) => setEmail(event.target.value)}
            />
          </span>
        </div>
        <p className="actions">
          <button type="button" className="second" onClick={() => void ask()}>
            {told ? words.laterAgain : words.laterSend}
          </button>
        </p>
      </form>
      <div role="status" className="mt-4">
        {trouble && !wrong ? <p>{words[trouble]}</p> : null}
        {told && !trouble ? (
          <>
            <p>{mailLine(told, words)}</p>
            <p>{fill(words.laterEnd, { date: longDate(told.expiresAt, lang) })}</p>
          </>
        ) : null}
      </div>
    </section>
  )
}

/** One question, then the draft is gone everywhere and the form begins anew. */
function DiscardPanel({ journey, form, close }: Props & { close: () => void }) {
  const { words, links } = form
  const [failed, setFailed] = useState(false)
  const question = useRef<HTMLParagraphElement>(null)
  useEffect(() => question.current?.focus(), [])

  async function discard(): Promise<void> {
    const secret = journey.session.mark?.secret
    if (!secret) return close()
    const done = await postJson('/api/antrag/discard', { secret }, isDone)
    if (!done) {
      setFailed(true)
      return
    }
    // Leaving the page would save what stands there, as a new draft.
    journey.session.open(null, '')
    journey.session.adopt(null)
    writeStored(links, null)
    history.replaceState(null, '', urlOf(links, links.first))
    location.reload()
  }

  return (
    <section className="mt-4">
      <p ref={question} tabIndex={-1}>
        {words.discardSure}
      </p>
      <p className="actions">
        <button type="button" className="second" onClick={() => void discard()}>
          {words.discardYes}
        </button>
        <button type="button" className="second" onClick={close}>
          {words.discardNo}
        </button>
      </p>
      <p role="status">{failed ? words.failed : ''}</p>
    </section>
  )
}

/** What the button opens: the link by mail, then the devices of the draft and the way to delete it. */
export default function LaterPanel(props: Props) {
  const [sure, setSure] = useState(false)
  if (sure) return <DiscardPanel {...props} close={() => setSure(false)} />
  return (
    <>
      <AskPanel {...props} />
      {props.journey.draft ? (
        <>
          <DevicesPanel {...props} />
          <p className="actions">
            <button type="button" className="second" onClick={() => setSure(true)}>
              {props.form.words.discard}
            </button>
          </p>
        </>
      ) : null}
    </>
  )
}
