import './picture.css'
import type { ReactNode } from 'react'
import { financing } from '@/lib/forms/baufinanzierung/figures'
import { budget } from '@/lib/forms/baufinanzierung/figures/budget'
import { refinancing } from '@/lib/forms/baufinanzierung/figures/costs'
import { loanToValue } from '@/lib/forms/baufinanzierung/figures/ltv'
import { PICTURE } from '@/lib/forms/baufinanzierung/figures/texts'
import type { Lang, Read } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { BudgetBars } from './budget'
import { choose, useChoices } from './choices'
import type { RateExample } from './example'
import { FinancingBars } from './financing'
import { LtvScale } from './ltv'
import { euros, percent } from './money'
import { Panel } from './panel'
import { RateExampleFigure } from './rate'
import { rateOf, settings } from './rate-choice'
import { useSaid } from './use-said'

export type PictureProps = {
  /** Names of the form's figures, in order; the first one stands open. */
  names: readonly string[]
  read: Read
  /** The day the server calls today. */
  today: string
  example?: RateExample
  lang: Lang
  words: FormWords
}
/** One figure ready to draw: its title, the number to look at, what a listener hears, and the picture. */
type Drawn = { title: string; main?: string; spoken?: string; body: ReactNode }

/** The live picture of the full form. It computes here, from what the page holds, and sends nothing. */
export function Picture({ names, read, today, example, lang, words }: PictureProps) {
  const chosen = useChoices()
  const { refinance } = chosen
  const made = financing(read, { length: 'full', refinance })
  const month = budget(read, today, { refinance })
  const setting = settings(chosen, read, example)
  const rate = rateOf(made.darlehensbedarf, setting)
  const ltv = loanToValue(read, made.darlehensbedarf)
  const debts = refinancing(read)

  function drawn(name: string): Drawn | undefined {
    switch (name) {
      case 'finanzierung': {
        if (!made.gesamtkosten || made.darlehensbedarf === undefined) return undefined
        const amount = euros(made.darlehensbedarf, lang)
        return {
          title: words.figuresTitle,
          spoken: fill(words.loanAbout, { amount }),
          body: <FinancingBars figures={made} {...{ lang, words }} />,
        }
      }
      case 'beleihung':
        return (
          ltv && {
            title: PICTURE.ltv[lang],
            main: percent(ltv.share, lang),
            spoken: fill(PICTURE.ltvAbout[lang], { share: percent(ltv.share, lang) }),
            body: <LtvScale ltv={ltv} lang={lang} />,
          }
        )
      case 'haushaltsrechnung': {
        if (!month) return undefined
        const instalment = rate?.indication.instalment
        const left = month.free - (instalment ?? 0)
        const text = left < 0 ? PICTURE.lackingAbout : PICTURE.leftAbout
        return {
          title: PICTURE.budget[lang],
          spoken: fill(text[lang], { amount: euros(Math.abs(left), lang) }),
          body: <BudgetBars budget={month} {...{ instalment, lang, words }} />,
        }
      }
      case 'rate': {
        if (!made.darlehensbedarf) return { title: PICTURE.rate[lang], body: <p>{PICTURE.noLoan[lang]}</p> }
        const amount = rate && euros(rate.indication.instalment, lang)
        return {
          title: PICTURE.rate[lang],
          main: amount,
          spoken: amount && fill(PICTURE.rateAbout[lang], { amount }),
          body: <RateExampleFigure budget={month} {...{ setting, rate, example, lang }} />,
        }
      }
      default:
        return undefined
    }
  }

  const panels = names.flatMap((name) => {
    const one = drawn(name)
    return one ? [{ name, ...one }] : []
  })
  const said = useSaid(panels.flatMap(({ spoken }) => spoken ?? []).join('. '))
  const live = (
    <p className="sr-only" aria-live="polite">
      {said}
    </p>
  )
  if (panels.length === 0)
    return (
      <div className="figures" data-empty="">
        <p>{names[0] === 'haushaltsrechnung' ? PICTURE.emptyMonth[lang] : words.figuresEmptyAny}</p>
        {live}
      </div>
    )
  return (
    <div className="figures picture">
      {panels.map(({ name, title, main, body }, at) => (
        <Panel key={name} folded={at > 0} rough={words.rough} {...{ title, main }}>
          {body}
        </Panel>
      ))}
      {debts > 0 ? (
        <label className="refinance">
          <input
            type="checkbox"
            checked={refinance}
            onChange={(event) => choose({ refinance: event.currentTarget.checked })}
          />
          {fill(PICTURE.refinance[lang], { amount: euros(debts, lang) })}
        </label>
      ) : null}
      {live}
    </div>
  )
}
