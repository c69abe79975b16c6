import '../picture.css'
import { financing } from '@/lib/forms/baufinanzierung/figures'
import { budget } from '@/lib/forms/baufinanzierung/figures/budget'
import { refinancing } from '@/lib/forms/baufinanzierung/figures/costs'
import { loanToValue } from '@/lib/forms/baufinanzierung/figures/ltv'
import { EXPENSE_LABELS, INCOME_LABELS, PICTURE } from '@/lib/forms/baufinanzierung/figures/texts'
import { fill } from '@/lib/words/fill'
import { BudgetBars } from '../budget'
import { choose, useChoices } from '../choices'
import type { PictureProps } from '../drawing'
import { euros, percent } from '../money'
import { type Drawn, Panels } from '../panels'
import { FinancingBars } from './financing'
import { LtvScale } from './ltv'
import { RateExampleFigure } from './rate'
import { rateOf, settings } from './rate-choice'

const LABELS = { ...INCOME_LABELS, ...EXPENSE_LABELS }

/** The live picture of the full form. It computes here, from what the page holds, and sends nothing. */
export function Picture({ names, read, today, example: shown, lang, words }: PictureProps) {
  const chosen = useChoices()
  const example = shown && 'interest' in shown ? shown : undefined
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
          body: <BudgetBars budget={month} labels={LABELS} {...{ instalment, lang, words }} />,
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

  return (
    <Panels names={names} draw={drawn} words={words}>
      {debts > 0 ? (
        <label className="refinance">
          <input
            type="checkbox"
            checked={refinance}
            onChange={(event) => choose({ refinance: event.currentTarget.checked })}
          />
          <span>{fill(PICTURE.refinance[lang], { amount: euros(debts, lang) })}</span>
        </label>
      ) : null}
    </Panels>
  )
}
