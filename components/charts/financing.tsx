import { useEffect, useState } from 'react'
import type { Financing, Segment } from '@/lib/forms/baufinanzierung/figures'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { euros } from './money'

type Colour = 'c1' | 'c2' | 'c3' | 'c4' | 'c5'

/** Costs from the main one down; own money and loan have their own pair. */
function colourOf(id: string, at: number): Colour {
  if (id === 'eigenkapital') return 'c4'
  if (id === 'darlehen') return 'c5'
  if (id === 'nebenkosten') return 'c2'
  return at === 0 ? 'c1' : 'c3'
}

type BarProps = { title: string; segments: readonly Segment[]; lang: Lang; words: FormWords }

/** One bar to scale with its list; the list is what everybody can read, the bar is one picture with one sentence. */
function Bar({ title, segments, lang, words }: BarProps) {
  const total = segments.reduce((sum, segment) => sum + segment.cents, 0)
  const parts = segments.map((segment) => `${segment.label[lang]} ${euros(segment.cents, lang)}`).join(', ')
  return (
    <div>
      <p className="bar-head">
        <span>{title}</span>
        <span>{euros(total, lang)}</span>
      </p>
      <div
        className="bar"
        role="img"
        aria-label={fill(words.barSentence, { title, total: euros(total, lang), parts })}
      >
        {segments.map((segment, at) => (
          <span
            key={segment.id}
            data-part={colourOf(segment.id, at)}
            style={{ flexGrow: segment.cents, flexBasis: 0 }}
          />
        ))}
      </div>
      <dl className="parts">
        {segments.map((segment, at) => (
          <div key={segment.id} data-part={colourOf(segment.id, at)}>
            <dt>{segment.label[lang]}</dt>
            <dd>{euros(segment.cents, lang)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

type Props = {
  /** Null until the script that computes has been loaded. */
  figures: Financing | null
  lang: Lang
  words: FormWords
}

/** How the financing is made up: costs above or beside what pays for them, at the same scale. */
export function FinancingFigure({ figures, lang, words }: Props) {
  const loan = figures?.darlehensbedarf
  const spoken = loan === undefined ? '' : fill(words.loanAbout, { amount: euros(loan, lang) })
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(spoken), 500)
    return () => clearTimeout(timer)
  }, [spoken])
  const live = (
    <p className="sr-only" aria-live="polite">
      {said}
    </p>
  )
  if (!figures?.gesamtkosten) {
    return (
      <div className="figures" data-empty="">
        <p>{words.figuresEmptyAny}</p>
        {live}
      </div>
    )
  }
  return (
    <section className="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">{words.figuresTitle}</h2>
      <div className="bars">
        <Bar title={words.costs} segments={figures.costs} lang={lang} words={words} />
        <Bar title={words.paidWith} segments={figures.paidWith} lang={lang} words={words} />
      </div>
      {figures.remark ? (
        <p className={figures.remark.level === 'warn' ? 'careful' : 'rough'}>{figures.remark.text[lang]}</p>
      ) : null}
      <p className="rough">{words.rough}</p>
      {live}
    </section>
  )
}
