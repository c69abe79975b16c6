import { light, type Month } from '@/lib/forms/common/figures/month'
import { DRAWN, LIGHT_LABELS } from '@/lib/forms/common/figures/texts'
import type { Lang, Text } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'
import { Bar, type BarPart, type Tone } from './bar'
import { euros } from './money'

const TONES: readonly Tone[] = ['c1', 'c2', 'c3', 'c6']
const SIGNS = { good: '✓', tight: '!', short: '✕' } as const

export type Labels = { readonly [id: string]: Text | undefined }
type Props = {
  budget: Month
  /** What the lines are called, by id. */
  labels: Labels
  /** The new instalment of the person's example, per month in cents; undefined while there is none. */
  instalment?: number
  lang: Lang
  words: FormWords
}

/** What comes in above what goes out, at one scale, and what remains of a month. */
export function BudgetBars({ budget, labels, instalment = 0, lang, words }: Props) {
  const called = (id: string): string => labels[id]?.[lang] ?? id
  const left = budget.free - instalment
  const lacking = Math.max(0, -left)
  const incomes: readonly BarPart[] = [
    ...budget.incomes.map(({ id, cents }, at) => ({
      id,
      cents,
      label: called(id),
      tone: TONES[at % TONES.length] ?? 'c1',
    })),
    { id: 'lacking', label: DRAWN.lacking[lang], cents: lacking, tone: 'none' },
  ]
  const spending: readonly BarPart[] = [
    { id: 'expenses', label: DRAWN.expenses[lang], cents: budget.expenses, tone: 'c1' },
    { id: 'instalment', label: DRAWN.instalment[lang], cents: instalment, tone: 'c5' },
    { id: 'left', label: DRAWN.left[lang], cents: Math.max(0, left), tone: 'c4' },
  ]
  const drawn = (parts: readonly BarPart[]) => parts.filter(({ cents }) => cents > 0)
  const state = light(left, budget.income)
  return (
    <>
      <div className="bars">
        <Bar title={DRAWN.income[lang]} total={budget.income} parts={drawn(incomes)} {...{ lang, words }} />
        <Bar
          title={DRAWN.expenses[lang]}
          total={budget.expenses + instalment}
          parts={drawn(spending)}
          {...{ lang, words }}
        />
      </div>
      <p className="light" data-light={state}>
        <span aria-hidden="true">{SIGNS[state]}</span> <span>{LIGHT_LABELS[state][lang]}</span>
      </p>
      <details className="more">
        <summary>{DRAWN.table[lang]}</summary>
        <table>
          <tbody>
            {budget.incomes.map(({ id, cents }) => (
              <tr key={id}>
                <th scope="row">{called(id)}</th>
                <td>{euros(cents, lang)}</td>
              </tr>
            ))}
            {budget.spending.map(({ id, cents }) => (
              <tr key={id}>
                <th scope="row">{called(id)}</th>
                <td>{`−${euros(cents, lang)}`}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{DRAWN.before[lang]}</th>
              <td>{euros(budget.free, lang)}</td>
            </tr>
            {instalment > 0 ? (
              <tr>
                <th scope="row">{DRAWN.after[lang]}</th>
                <td>{euros(left, lang)}</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </details>
    </>
  )
}
