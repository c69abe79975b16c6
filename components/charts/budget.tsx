import { type Budget, light } from '@/lib/forms/baufinanzierung/figures/budget'
import {
  EXPENSE_LABELS,
  INCOME_LABELS,
  LIGHT_LABELS,
  PICTURE,
} from '@/lib/forms/baufinanzierung/figures/texts'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { Bar, type BarPart, type Tone } from './bar'
import { euros } from './money'

const TONES: readonly Tone[] = ['c1', 'c2', 'c3', 'c6']
const SIGNS = { good: '✓', tight: '!', short: '✕' } as const

type Props = {
  budget: Budget
  /** The new instalment of the person's example, per month in cents; undefined while there is none. */
  instalment?: number
  lang: Lang
  words: FormWords
}

/** What comes in above what goes out, at one scale, and what remains of a month. */
export function BudgetBars({ budget, instalment = 0, lang, words }: Props) {
  const left = budget.free - instalment
  const lacking = Math.max(0, -left)
  const incomes: readonly BarPart[] = [
    ...budget.incomes.map(({ id, cents }, at) => ({
      id,
      cents,
      label: INCOME_LABELS[id][lang],
      tone: TONES[at % TONES.length] ?? 'c1',
    })),
    { id: 'lacking', label: PICTURE.lacking[lang], cents: lacking, tone: 'none' },
  ]
  const spending: readonly BarPart[] = [
    { id: 'expenses', label: PICTURE.expenses[lang], cents: budget.expenses, tone: 'c1' },
    { id: 'instalment', label: PICTURE.instalment[lang], cents: instalment, tone: 'c5' },
    { id: 'left', label: PICTURE.left[lang], cents: Math.max(0, left), tone: 'c4' },
  ]
  const drawn = (parts: readonly BarPart[]) => parts.filter(({ cents }) => cents > 0)
  const state = light(left, budget.income)
  return (
    <>
      <div className="bars">
        <Bar title={PICTURE.income[lang]} total={budget.income} parts={drawn(incomes)} {...{ lang, words }} />
        <Bar
          title={PICTURE.expenses[lang]}
          total={budget.expenses + instalment}
          parts={drawn(spending)}
          {...{ lang, words }}
        />
      </div>
      <p className="light" data-light={state}>
        <span aria-hidden="true">{SIGNS[state]}</span> {LIGHT_LABELS[state][lang]}
      </p>
      <details className="more">
        <summary>{PICTURE.table[lang]}</summary>
        <table>
          <tbody>
            {budget.incomes.map(({ id, cents }) => (
              <tr key={id}>
                <th scope="row">{INCOME_LABELS[id][lang]}</th>
                <td>{euros(cents, lang)}</td>
              </tr>
            ))}
            {budget.spending.map(({ id, cents }) => (
              <tr key={id}>
                <th scope="row">{EXPENSE_LABELS[id][lang]}</th>
                <td>−{euros(cents, lang)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{PICTURE.before[lang]}</th>
              <td>{euros(budget.free, lang)}</td>
            </tr>
            {instalment > 0 ? (
              <tr>
                <th scope="row">{PICTURE.after[lang]}</th>
                <td>{euros(left, lang)}</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </details>
    </>
  )
}
