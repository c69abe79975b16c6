import type { Budget } from '@/lib/forms/baufinanzierung/figures/budget'
import { affordable } from '@/lib/forms/baufinanzierung/figures/rate'
import { PICTURE } from '@/lib/forms/baufinanzierung/figures/texts'
import { ratio } from '@/lib/forms/common/figures/cents'
import { HIGH_SHARE } from '@/lib/forms/common/figures/month'
import type { Lang, Text } from '@/lib/forms/engine/types'
import { fill } from '@/lib/words/fill'
import { choose } from '../choices'
import type { MortgageExample } from '../example'
import { euros, percent } from '../money'
import { Rows } from '../rows'
import { Slider } from '../slider'
import { BalanceCourse, period } from './balance'
import type { Rate, Setting } from './rate-choice'

type Props = {
  setting: Setting
  rate: Rate | undefined
  budget: Budget | undefined
  example?: MortgageExample
  lang: Lang
}

const inPoints = (value: number | null): number | null => (value === null ? null : Math.round(value * 100))
const inPercent = (points: number | undefined): number | undefined =>
  points === undefined ? undefined : points / 100

/** Sliders and what follows from them. Both start empty, unless the campaign shows values with their example. */
export function RateExampleFigure({ setting, rate, budget, example, lang }: Props) {
  return (
    <>
      {example ? (
        <p className="example">
          <strong>{fill(PICTURE.exampleOf[lang], { date: example.date })}</strong> {example.text}
        </p>
      ) : null}
      <p>{PICTURE.rateIntro[lang]}</p>
      <Slider
        label={PICTURE.interest[lang]}
        unit={PICTURE.percent[lang]}
        min={0}
        max={15}
        step={0.1}
        value={inPercent(setting.interest)}
        onValue={(value) => choose({ interest: inPoints(value) })}
        lang={lang}
      />
      <Slider
        label={PICTURE.repayment[lang]}
        unit={PICTURE.percent[lang]}
        min={1}
        max={15}
        step={0.5}
        value={inPercent(setting.repayment)}
        onValue={(value) => choose({ repayment: inPoints(value) })}
        lang={lang}
      />
      <Slider
        label={PICTURE.years[lang]}
        unit={PICTURE.yearsUnit[lang]}
        min={1}
        max={40}
        step={1}
        value={setting.years}
        onValue={(value) => choose({ years: value === null ? null : Math.round(value) })}
        lang={lang}
      />
      {rate ? <Outcome {...{ rate, budget, lang }} /> : null}
    </>
  )
}

function Outcome({ rate, budget, lang }: { rate: Rate; budget: Budget | undefined; lang: Lang }) {
  const { terms, years, indication } = rate
  const burden = budget && ratio(indication.instalment, budget.income)
  const rows: readonly (readonly [Text, string])[] = [
    [PICTURE.perMonth, euros(indication.instalment, lang)],
    [PICTURE.balance, euros(indication.balance, lang)],
    [PICTURE.interestPaid, euros(indication.interestPaid, lang)],
    [PICTURE.debtFree, period(indication.months, lang)],
    ...(indication.balance > 0 ? [[PICTURE.stress, euros(indication.instalmentAfter, lang)] as const] : []),
    ...(budget
      ? [[PICTURE.affordable, euros(affordable(budget.free, terms.interest, terms.repayment), lang)] as const]
      : []),
    ...(burden === undefined ? [] : [[PICTURE.burden, percent(burden, lang)] as const]),
    ...(budget && budget.rentToday > 0
      ? [
          [PICTURE.rent, euros(budget.rentToday, lang)] as const,
          [PICTURE.owning, euros(indication.instalment + budget.running, lang)] as const,
        ]
      : []),
  ]
  return (
    <>
      <Rows rows={rows.map(([label, value]) => [fill(label[lang], { years }), value] as const)} />
      {burden !== undefined && burden > HIGH_SHARE ? (
        <p className="careful">{PICTURE.burdenHigh[lang]}</p>
      ) : null}
      <BalanceCourse {...{ terms, indication, years, lang }} />
    </>
  )
}
