import { useId } from 'react'
import { balanceAfter, type Indication, type Terms } from '@/lib/forms/baufinanzierung/figures/rate'
import { PICTURE } from '@/lib/forms/baufinanzierung/figures/texts'
import type { Lang } from '@/lib/forms/engine/types'
import { fill } from '@/lib/words/fill'
import { euros } from '../money'

const WIDTH = 320
const HEIGHT = 120
const LONGEST = 50

/** "29 Jahren und 3 Monaten". */
export function period(months: number, lang: Lang): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return rest === 0
    ? fill(PICTURE.wholeYears[lang], { years })
    : fill(PICTURE.period[lang], { years, months: rest })
}

type Props = { terms: Terms; indication: Indication; years: number; lang: Lang }

/** How the balance falls, year by year; the same as a table behind it. */
export function BalanceCourse({ terms, indication, years, lang }: Props) {
  const id = useId()
  const last = Math.min(LONGEST, Math.max(years, Math.ceil(indication.months / 12)))
  const points = [...Array(last + 1).keys()].map((year) => ({ year, cents: balanceAfter(terms, year * 12) }))
  const x = (year: number) => ((year / last) * WIDTH).toFixed(1)
  const y = (cents: number) => (HEIGHT - (cents / terms.loan) * HEIGHT).toFixed(1)
  const line = points.map(({ year, cents }) => `${x(year)},${y(cents)}`).join(' ')
  return (
    <>
      <svg
        className="course"
        viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
      >
        <title id={`${id}-title`}>{PICTURE.course[lang]}</title>
        <desc id={`${id}-desc`}>
          {fill(PICTURE.courseSentence[lang], {
            loan: euros(terms.loan, lang),
            balance: euros(indication.balance, lang),
            years,
            end: period(indication.months, lang),
          })}
        </desc>
        <path className="course-axis" d={`M0,0 V${HEIGHT} H${WIDTH}`} />
        <path className="course-end" d={`M${x(years)},0 V${HEIGHT}`} />
        <polyline points={line} />
        <circle cx={x(years)} cy={y(indication.balance)} r="4" />
      </svg>
      <details className="more">
        <summary>{PICTURE.table[lang]}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{PICTURE.year[lang]}</th>
              <th scope="col">{PICTURE.leftThen[lang]}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ year, cents }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td>{euros(cents, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
