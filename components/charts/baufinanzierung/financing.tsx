import { type Financing, financing, type Segment } from '@/lib/forms/baufinanzierung/figures'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { Bar, type BarPart, type Tone } from '../bar'
import type { PictureProps } from '../drawing'
import { euros } from '../money'
import { Outline } from '../outline'
import { useSaid } from '../use-said'

/** Costs from the main one down; own money and loan have their own pair. */
function toneOf(id: string, at: number): Tone {
  if (id === 'eigenkapital') return 'c4'
  if (id === 'darlehen') return 'c5'
  if (id === 'nebenkosten') return 'c2'
  return at === 0 ? 'c1' : 'c3'
}

const partsOf = (segments: readonly Segment[], lang: Lang): readonly BarPart[] =>
  segments.map(({ id, label, cents }, at) => ({ id, label: label[lang], cents, tone: toneOf(id, at) }))

type Drawn = { figures: Financing; lang: Lang; words: FormWords }

/** Costs above or beside what pays for them, at the same scale, with what is to be said about it. */
export function FinancingBars({ figures, lang, words }: Drawn) {
  const { gesamtkosten = 0, remark } = figures
  return (
    <>
      <div className="bars">
        <Bar
          title={words.costs}
          total={gesamtkosten}
          parts={partsOf(figures.costs, lang)}
          {...{ lang, words }}
        />
        <Bar
          title={words.paidWith}
          total={gesamtkosten}
          parts={partsOf(figures.paidWith, lang)}
          {...{ lang, words }}
        />
      </div>
      {remark ? <p className={remark.level === 'warn' ? 'careful' : 'rough'}>{remark.text[lang]}</p> : null}
    </>
  )
}

/** How the financing is made up: the picture of the short form. */
export function Picture({ read, lang, words }: PictureProps) {
  const figures = financing(read)
  const { darlehensbedarf: loan, gesamtkosten } = figures
  const said = useSaid(loan === undefined ? '' : fill(words.loanAbout, { amount: euros(loan, lang) }))
  if (!gesamtkosten) return <Outline words={words} said={said} />
  return (
    <section className="figures" aria-labelledby="figures-title">
      <h2 id="figures-title">{words.figuresTitle}</h2>
      <FinancingBars {...{ figures, lang, words }} />
      <p className="rough">{words.rough}</p>
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
    </section>
  )
}
