import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Figures } from '@/components/charts/lazy'
import type { Assist } from '@/components/fields/types'
import type { Raw, Read, Value } from '@/lib/forms/engine/types'
import type { FieldView, Finding, StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import type { Checker } from './checking'
import { figuresPart } from './parts'
import type { Place } from './town'
import { quickValue, type Values } from './values'

type Texts = { readonly [key: string]: string }

/** Runs when the browser has nothing better to do; Safari has no idle callback. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout: 3000 })
    return () => cancelIdleCallback(handle)
  }
  const timer = setTimeout(run, 1500)
  return () => clearTimeout(timer)
}

/**
 * What loads after the page stands: parser, echo, validation and figures. Until then everything works, only quieter:
 * the server checks each step anyway.
 */
export function useAids(view: StepView, words: FormWords, onErrors: (errors: Texts) => void) {
  const [checker, setChecker] = useState<Checker | null>(null)
  const [figures, setFigures] = useState<Figures | null>(null)
  const [wanted, setWanted] = useState(false)
  /** What the server found before the checks were there: they must not forget it when one of the fields is mended. */
  const said = useRef<readonly Finding[]>(view.errors)
  const report = useEffectEvent(onErrors)

  useEffect(() => whenIdle(() => setWanted(true)), [])

  useEffect(() => {
    if (!wanted) return
    let here = true
    const made = import('./checking').then(({ makeChecker }) =>
      makeChecker(view, words, (errors) => here && report(errors)),
    )
    const drawn = view.figures.length > 0 ? figuresPart() : null
    // Without these scripts (a network fault) the form keeps working and the server checks.
    made
      .then((next) => {
        if (!here) return
        if (said.current.length > 0) next.serverSaid(said.current)
        setChecker(next)
      })
      .catch(() => undefined)
    drawn
      ?.then(({ loadFigures }) => loadFigures(view.form, view.length))
      .then((next) => here && setFigures(next))
      .catch(() => undefined)
    return () => {
      here = false
    }
  }, [wanted, view, words])

  return {
    figures,
    ready: checker !== null,
    want: () => setWanted(true),
    read: (field: FieldView, raw: Raw | undefined): Value | undefined =>
      checker ? checker.value(field, raw) : quickValue(field, raw),
    echo: (field: FieldView, raw: Raw): string | undefined => checker?.echo(field, raw),
    tidy: (field: FieldView, raw: Raw): Raw | undefined => checker?.tidy(field, raw),
    afterPress: (run: () => void) => (checker ? checker.afterPress(run) : run()),
    suggestTown: (place: Place) => void checker?.suggestTown(place),
    assist: (field: FieldView, raw: Raw): Assist | undefined => checker?.assist(field, raw),
    warning: (field: FieldView, values: Values): string | undefined => checker?.warning(field, values),
    convert: (field: FieldView, before: Raw | undefined, unit: string, read: Read) =>
      checker?.convert(field, before, unit, figures?.base?.(read, field.key)),
    check: async (fields: readonly FieldView[], values: Values): Promise<readonly Finding[]> =>
      checker ? checker.submit(fields, values) : [],
    recheck: (field: FieldView, values: Values) => checker?.change(field, values),
    serverSaid: (errors: readonly Finding[]) => {
      said.current = errors
      checker?.serverSaid(errors)
    },
  }
}
