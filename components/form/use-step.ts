import {
  type ChangeEvent,
  type FocusEvent,
  type SubmitEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import type { Assist } from '@/components/fields/types'
import type { Raw } from '@/lib/forms/engine/types'
import type { FieldView, Finding, StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { moved } from './changes'
import type { Checker } from './checking'
import type { FormActions } from './contract'
import { hasFocus, putControl } from './controls'
import { useAids } from './use-aids'
import type { Journey } from './use-journey'
import { controlsOf, fieldOf, sameRaw, type Values, valuesOf, withControl, withControls } from './values'
import { livePage } from './visible'

type Props = { view: StepView; journey: Journey; actions: FormActions; words: FormWords }
type Texts = { readonly [key: string]: string }

const textsOf = (findings: readonly Finding[]): Texts =>
  Object.fromEntries(findings.map((finding) => [finding.key, finding.message]))

const without = <T>(record: { readonly [key: string]: T }, key: string): { readonly [key: string]: T } =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))

/**
 * One step on screen. The DOM holds what is typed (so that nothing typed before the script ran is lost); this holds
 * a copy of it for conditions, saving and checks. Checks run on "Weiter", then live on the fields that were wrong.
 */
export function useStep({ view, journey, actions, words }: Props) {
  const { session } = journey
  const form = useRef<HTMLFormElement>(null)
  const summary = useRef<HTMLElement>(null)
  const [controls] = useState(() => controlsOf(view.fields))
  const [values, setValues] = useState<Values>(() => valuesOf(controls))
  const [settled, setSettled] = useState(values)
  const [found, setFound] = useState<readonly Finding[]>(view.errors)
  const [errors, setErrors] = useState<Texts>(() => textsOf(view.errors))
  const [warnings, setWarnings] = useState<Texts>(() => textsOf(view.warnings))
  const [echoes, setEchoes] = useState<{ readonly [key: string]: string | undefined }>({})
  const [assists, setAssists] = useState<{ readonly [key: string]: Assist | undefined }>({})
  const aids = useAids(view, words, (texts) => setErrors(texts))
  const page = livePage(view, values, aids.read)

  const say = (field: FieldView, text: string | undefined) =>
    setEchoes((now) => ({ ...now, [field.key]: text }))
  const offer = (field: FieldView, help: Assist) => setAssists((now) => ({ ...now, [field.key]: help }))

  /** Takes over what a control holds now. */
  function take(next: Values, field: FieldView): void {
    const raw = next[field.key] ?? ''
    const carry = (all: Values) => moved(all, field, raw)
    const carried = field.moves ? carry(next) : next
    session.changed(carried, field.moves && { key: field.key, move: carry })
    if (field.moves && form.current) show(carried, next)
    setValues(carried)
    say(field, aids.echo(field, raw))
    setAssists((now) => without(now, field.key))
    aids.recheck(field, carried)
    journey.autosaveFirst()
  }

  function show(next: Values, before: Values): void {
    for (const field of controls) {
      const raw = next[field.key] ?? ''
      if (form.current && raw !== before[field.key]) putControl(form.current, field, raw)
    }
  }

  function set(field: FieldView, raw: Raw): void {
    if (form.current) putControl(form.current, field, raw)
    const next = { ...session.values, [field.key]: raw }
    take(next, field)
    setSettled(next)
  }

  function onChange(event: ChangeEvent<HTMLFormElement>): void {
    const control: EventTarget = event.target
    if (!isControl(control)) return
    const hit = fieldOf(controls, control.name)
    if (!hit) return
    const before = session.values[hit.field.key]
    const next = withControl(session.values, controls, control.name, control.value)
    take(next, hit.field)
    if (hit.part === 'einheit') convert(hit.field, before, control.value)
    if (!isTyped(control)) setSettled(session.values)
  }

  /** Switching the unit converts the amount and says so. */
  function convert(field: FieldView, before: Raw | undefined, unit: string): void {
    const done = aids.convert(field, before, unit, page.read)
    if (!done) return
    set(field, done.raw)
    offer(field, { kind: 'said', text: done.said })
  }

  function onBlur(event: FocusEvent<HTMLFormElement>): void {
    const control: EventTarget = event.target
    if (!isControl(control) || !isTyped(control)) return
    const hit = fieldOf(view.fields, control.name)
    aids.afterPress(() => settle(hit?.field))
  }

  /** A control was left: write it as the form does, show what was understood, and let the figures follow. */
  function settle(field: FieldView | undefined): void {
    setSettled(session.values)
    if (!field || !form.current?.isConnected) return
    const raw = session.values[field.key] ?? ''
    const tidy = aids.tidy(field, raw)
    if (tidy !== undefined) {
      putControl(form.current, field, tidy)
      const next = { ...session.values, [field.key]: tidy }
      session.changed(next)
      setValues(next)
    }
    const help = aids.assist(field, raw)
    if (help) offer(field, help)
    const warning = aids.warning(field, session.values)
    setWarnings((now) => (warning ? { ...now, [field.key]: warning } : without(now, field.key)))
    if (field.kind === 'plz')
      aids.suggestTown({
        field,
        fields: view.fields,
        values: () => session.values,
        lookup: actions.lookupPlz,
        say,
        offer,
        set,
      })
  }

  /** What was typed before the checks were there. */
  const catchUp = useEffectEvent(() => {
    for (const field of view.fields) {
      const raw = session.values[field.key] ?? ''
      if (sameRaw(raw, field.raw)) continue
      say(field, aids.echo(field, raw))
      if (!hasFocus(field)) settle(field)
    }
  })
  useEffect(() => {
    if (aids.ready) catchUp()
  }, [aids.ready])

  function read(): void {
    // The next page may be known already while this one still stands.
    if (!form.current || !session.shows(view)) return
    const typed = withControls(session.values, controls, new FormData(form.current))
    for (const field of controls) {
      const raw = typed[field.key]
      if (raw === undefined || sameRaw(raw, session.values[field.key])) continue
      take({ ...session.values, [field.key]: raw }, field)
      setSettled(session.values)
      // It has moved what stands in others.
      if (field.moves) {
        read()
        return
      }
    }
  }

  async function onSubmit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (journey.busy) return
    read()
    const asked = livePage(view, session.values, aids.read).fields.flatMap((live) =>
      live.unknown ? [] : [live.field],
    )
    let wrong = await aids.check(asked, session.values)
    if (wrong.some(({ key }) => asked.some((field) => field.key === key && field.prefilled))) {
      // What was typed last may be what the form has this answer ready for.
      await session.autosave()
      await journey.refreshPresets()
      wrong = await aids.check(asked, session.values)
    }
    if (wrong.length === 0) {
      await journey.next()
      return
    }
    void session.autosave()
    showErrors(wrong)
  }

  function showErrors(next: readonly Finding[], warned?: readonly Finding[]): void {
    setFound(next)
    setErrors(textsOf(next))
    if (warned) setWarnings(textsOf(warned))
    aids.serverSaid(next)
    const unclear = view.fields.filter((field) => next.some((finding) => finding.key === field.key))
    const helps = unclear.flatMap((field) => {
      const help = aids.assist(field, session.values[field.key] ?? '')
      return help ? [[field.key, help] as const] : []
    })
    setAssists((now) => ({ ...now, ...Object.fromEntries(helps) }))
  }

  /** The server says what this answer is; the control shows it. */
  function learn(field: FieldView, raw: Raw, echo: string | undefined): void {
    if (form.current) putControl(form.current, field, raw)
    session.learn(field.key, raw)
    say(field, echo)
    setAssists((now) => without(now, field.key))
    setValues(session.values)
    setSettled(session.values)
  }

  function refresh(fresh: StepView): void {
    for (const field of fresh.fields)
      if (session.isKnown(field.key) && field.by === 'preset' && !hasFocus(field))
        learn(field, field.raw, field.echo)
    setSettled(session.values)
  }

  function put(theirs: Values): void {
    for (const field of controls) {
      const raw = theirs[field.key]
      if (raw !== undefined) learn(field, raw, aids.echo(field, raw))
    }
  }

  // What was typed before any script ran.
  const arrive = useEffectEvent(read)
  useEffect(() => arrive(), [])

  // Each time, since a page that is being left calls it: what is drawn then must not stand in its way.
  useEffect(() => {
    journey.page.current = { read, showErrors, refresh, put }
  })

  useEffect(() => {
    if (found.length > 0) summary.current?.focus()
  }, [found])

  return {
    form,
    summary,
    page,
    values,
    settled,
    found,
    errors,
    warnings,
    echoes,
    assists,
    aids,
    set,
    onChange,
    onBlur,
    onSubmit,
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

function isControl(target: EventTarget): target is Control {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  )
}

const isTyped = (control: Control): boolean =>
  control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type !== 'radio')

export type Step = ReturnType<typeof useStep>
export type { Checker }
