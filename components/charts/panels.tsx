import type { ReactNode } from 'react'
import type { FormWords } from '@/lib/words'
import { Outline } from './outline'
import { Panel } from './panel'
import { useSaid } from './use-said'

/** One figure ready to draw: its title, the number to look at, what a listener hears, and the picture. */
export type Drawn = { title: string; main?: string; spoken?: string; body: ReactNode }

type Props = {
  names: readonly string[]
  draw: (name: string) => Drawn | undefined
  words: FormWords
  /** Below the panels. */
  children?: ReactNode
}

/** The figures of a page: the first stands open, the others fold; one hidden polite line says what they come to. */
export function Panels({ names, draw, words, children }: Props) {
  const panels = names.flatMap((name) => {
    const one = draw(name)
    return one ? [{ name, ...one }] : []
  })
  const said = useSaid(panels.flatMap(({ spoken }) => spoken ?? []).join('. '))
  if (panels.length === 0) return <Outline words={words} said={said} />
  return (
    <div className="figures picture">
      {panels.map(({ name, title, main, body }, at) => (
        <Panel key={name} folded={at > 0} rough={words.rough} {...{ title, main }}>
          {body}
        </Panel>
      ))}
      {children}
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
    </div>
  )
}
