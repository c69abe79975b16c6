import type { Lang } from '@/lib/forms/engine/types'
import type { Refinancing } from '@/lib/forms/ratenkredit/figures/refinancing'
import { PICTURE } from '@/lib/forms/ratenkredit/figures/texts'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { Bar, type BarPart } from '../bar'
import { euros } from '../money'
import { Rows } from '../rows'

type Props = {
  made: Refinancing
  /** The new instalment of the person's example, per month in cents; undefined while there is none. */
  instalment: number | undefined
  lang: Lang
  words: FormWords
}

/** What the new credit pays back, and what that changes in a month. */
export function RefinancingFigure({ made, instalment, lang, words }: Props) {
  const { count, owed, freed, fresh } = made
  const rows: readonly (readonly [string, string])[] = [
    [PICTURE.replaced[lang], String(count)],
    [PICTURE.owed[lang], euros(owed, lang)],
    ...(fresh !== undefined && fresh >= 0 ? [[PICTURE.fresh[lang], euros(fresh, lang)] as const] : []),
  ]
  return (
    <>
      <Rows rows={rows} />
      {fresh !== undefined && fresh < 0 ? (
        <p className="careful">{fill(PICTURE.tooSmall[lang], { amount: euros(-fresh, lang) })}</p>
      ) : null}
      {instalment === undefined ? (
        <p>{PICTURE.noSaving[lang]}</p>
      ) : (
        <Months {...{ freed, instalment, lang, words }} />
      )}
    </>
  )
}

type Compared = { freed: number; instalment: number; lang: Lang; words: FormWords }

/** The instalments of today above the new one, at one scale. */
function Months({ freed, instalment, lang, words }: Compared) {
  const saving = freed - instalment
  const drawn = (parts: readonly BarPart[]) => parts.filter(({ cents }) => cents > 0)
  return (
    <>
      <div className="bars">
        <Bar
          title={PICTURE.today[lang]}
          total={freed}
          parts={drawn([
            { id: 'freed', label: PICTURE.freed[lang], cents: freed, tone: 'c1' },
            { id: 'extra', label: PICTURE.extra[lang], cents: Math.max(0, -saving), tone: 'none' },
          ])}
          {...{ lang, words }}
        />
        <Bar
          title={PICTURE.afterwards[lang]}
          total={instalment}
          parts={drawn([
            { id: 'instalment', label: PICTURE.newRate[lang], cents: instalment, tone: 'c5' },
            { id: 'saving', label: PICTURE.saving[lang], cents: Math.max(0, saving), tone: 'c4' },
          ])}
          {...{ lang, words }}
        />
      </div>
      {saving > 0 ? <p>{PICTURE.longer[lang]}</p> : null}
    </>
  )
}
