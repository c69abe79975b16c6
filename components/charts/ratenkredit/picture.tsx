import '../picture.css'
import { ratio } from '@/lib/forms/common/figures/cents'
import { HIGH_SHARE } from '@/lib/forms/common/figures/month'
import { affordableRate, budget } from '@/lib/forms/ratenkredit/figures/budget'
import { refinancing } from '@/lib/forms/ratenkredit/figures/refinancing'
import { LINES, PICTURE } from '@/lib/forms/ratenkredit/figures/texts'
import { outcome } from '@/lib/forms/ratenkredit/figures/wish'
import { fill } from '@/lib/words/fill'
import { BudgetBars } from '../budget'
import { useChoices } from '../choices'
import type { PictureProps } from '../drawing'
import { euros, percent } from '../money'
import { type Drawn, Panels } from '../panels'
import { Rows } from '../rows'
import { RateFigure } from './rate'
import { RefinancingFigure } from './refinancing'

/** The live picture of the consumer credit. It computes here, from what the page holds, and sends nothing by itself. */
export function Picture({ names, read, today, example: shown, setter, lang, words }: PictureProps) {
  const { effective: own } = useChoices()
  const example = shown && 'effective' in shown ? shown : undefined
  const choosable = !names.includes('ratenbeispiel')
  const effective = choosable && own !== undefined ? (own ?? undefined) : example?.effective
  const wished = outcome(read, effective)
  const instalment = wished.kind === 'plan' || wished.kind === 'tooLong' ? wished.plan.rate : undefined
  const month = budget(read, today)
  const made = refinancing(read)

  function draw(name: string): Drawn | undefined {
    switch (name) {
      case 'ratenbeispiel':
      case 'kreditrate': {
        const amount = instalment === undefined ? undefined : euros(instalment, lang)
        return {
          title: PICTURE.rate[lang],
          main: amount,
          spoken: amount && fill(PICTURE.rateAbout[lang], { amount }),
          body: <RateFigure {...{ read, setter, wished, effective, example, choosable, lang, words }} />,
        }
      }
      case 'umschuldung': {
        if (!made) return undefined
        const saving = instalment === undefined ? undefined : made.freed - instalment
        const text = saving !== undefined && saving < 0 ? PICTURE.extraAbout : PICTURE.savingAbout
        const amount = saving === undefined ? undefined : euros(Math.abs(saving), lang)
        return {
          title: PICTURE.refinancing[lang],
          main: euros(made.owed, lang),
          spoken: amount && fill(text[lang], { amount }),
          body: <RefinancingFigure {...{ made, instalment, lang, words }} />,
        }
      }
      case 'haushaltsrechnung': {
        if (!month) return undefined
        const left = month.free - (instalment ?? 0)
        const burden = instalment === undefined ? undefined : ratio(instalment, month.income)
        const rows = [
          [PICTURE.affordable[lang], euros(affordableRate(month), lang)] as const,
          ...(burden === undefined ? [] : [[PICTURE.burden[lang], percent(burden, lang)] as const]),
        ]
        return {
          title: PICTURE.budget[lang],
          spoken: fill((left < 0 ? PICTURE.lackingAbout : PICTURE.leftAbout)[lang], {
            amount: euros(Math.abs(left), lang),
          }),
          body: (
            <>
              <BudgetBars budget={month} labels={LINES} {...{ instalment, lang, words }} />
              <Rows rows={rows} />
              {burden !== undefined && burden > HIGH_SHARE ? (
                <p className="careful">{PICTURE.burdenHigh[lang]}</p>
              ) : null}
            </>
          ),
        }
      }
      default:
        return undefined
    }
  }
  return <Panels names={names} draw={draw} words={words} />
}
