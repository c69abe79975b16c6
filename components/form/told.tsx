import { type ReactNode, useEffect, useRef } from 'react'
import type { StepView } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import type { StepFormProps } from './contract'
import type { Listed } from './shown'
import type { Journey } from './use-journey'

type Props = { view?: StepView; journey: Journey; form: StepFormProps }

function textOf(listed: Listed, words: FormWords): string | null {
  switch (listed.kind) {
    case 'removed':
      return fill(words.itemRemoved, listed)
    case 'restored':
      return fill(words.itemRestored, listed)
    case 'stale':
      return words.listStale
    case 'full':
      // The list itself says that it is full, and why.
      return null
  }
}

function Undo({ words, onClick }: { words: FormWords; onClick: () => void }): ReactNode {
  return (
    <div className="actions">
      <button type="button" className="second" onClick={onClick}>
        {words.undo}
      </button>
    </div>
  )
}

/** What the form did by itself or at a press, and the way to undo it. */
export function Told({ view, journey, form }: Props) {
  const { words } = form
  const { listed, grown } = journey
  const said = useRef<HTMLDivElement>(null)
  const text = listed && textOf(listed, words)
  useEffect(() => {
    // After a press in the list: who listens hears what came of it, and the next key leads on from here.
    if (text) said.current?.focus()
  }, [text])
  return (
    <>
      {grown > 0 ? (
        <p className="note" role="status">
          {grown === 1 ? words.stepAdded : fill(words.stepsAdded, { n: grown })}
        </p>
      ) : null}
      {text ? (
        <div className="notice" ref={said} tabIndex={-1}>
          <p>{text}</p>
          {listed?.kind === 'removed' ? (
            <Undo
              words={words}
              onClick={() => journey.changeList({ do: 'restore', undo: listed.undo }, listed.name)}
            />
          ) : null}
        </div>
      ) : null}
      {view?.adjusted?.map((one) => (
        <div className="notice" role="status" key={one.key}>
          <p>{fill(words.adjusted, { message: one.message })}</p>
          <Undo words={words} onClick={() => journey.takeBack(one)} />
        </div>
      ))}
    </>
  )
}
