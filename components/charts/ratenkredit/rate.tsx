import type { Lang } from '@/lib/forms/engine/types'
import { PICTURE } from '@/lib/forms/ratenkredit/figures/texts'
import { longestTerm, type Outcome as Wished } from '@/lib/forms/ratenkredit/figures/wish'
import { LIMITS } from '@/lib/forms/ratenkredit/limits'
import { P } from '@/lib/forms/ratenkredit/paths'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'
import { Bar, type BarPart } from '../bar'
import { choose } from '../choices'
import type { PictureProps } from '../drawing'
import type { CreditExample } from '../example'
import { euros, percent } from '../money'
import { Rows } from '../rows'
import { Slider } from '../slider'

const MOST_RATE = 20

type Props = Pick<PictureProps, 'read' | 'setter' | 'lang' | 'words'> & {
  wished: Wished
  /** Basis points; undefined: nothing chosen yet. */
  effective: number | undefined
  example?: CreditExample
  /** The person may choose a rate; the short form shows the campaign's alone. */
  choosable: boolean
}

/** Amount, term or instalment and an example rate, and what follows. What is asked on this page can be slid, too. */
export function RateFigure({ read, setter, wished, effective, example, choosable, lang, words }: Props) {
  return (
    <>
      {example ? (
        <p className="example">
          <strong>{fill(PICTURE.exampleOf[lang], { date: example.date })}</strong> {example.text}
        </p>
      ) : null}
      {choosable ? (
        <>
          <p>{PICTURE.rateIntro[lang]}</p>
          <Slider
            label={PICTURE.effective[lang]}
            unit={PICTURE.percent[lang]}
            min={0}
            max={MOST_RATE}
            step={0.1}
            value={effective === undefined ? undefined : effective / 100}
            onValue={(value) => choose({ effective: value === null ? null : Math.round(value * 100) })}
            lang={lang}
          />
        </>
      ) : effective === undefined ? null : (
        <p>{fill(PICTURE.effectiveShown[lang], { rate: percent(effective, lang) })}</p>
      )}
      <WishSlider {...{ read, setter, lang }} />
      <Outcome {...{ wished, lang, words }} most={longestTerm(read)} />
    </>
  )
}

/** Sets the answer that the person fixes, the term or the instalment, where this page asks for it. */
function WishSlider({ read, setter, lang }: Pick<Props, 'read' | 'setter' | 'lang'>) {
  const amount = read(P.kreditbetrag)
  if (read(P.fest) === 'laufzeit') {
    const put = setter?.(P.laufzeit)
    const months = read(P.laufzeit)
    return put ? (
      <Slider
        label={PICTURE.term[lang]}
        unit={PICTURE.termUnit[lang]}
        min={LIMITS.laufzeit.min}
        max={longestTerm(read)}
        step={1}
        value={typeof months === 'number' ? months : undefined}
        onValue={(value) => put(value === null ? '' : String(Math.round(value)))}
        lang={lang}
      />
    ) : null
  }
  const put = read(P.fest) === 'rate' ? setter?.(P.rate) : undefined
  const rate = read(P.rate)
  if (!put || typeof amount !== 'number' || amount < LIMITS.kreditbetrag.min) return null
  return (
    <Slider
      label={PICTURE.instalmentWish[lang]}
      unit={PICTURE.euro[lang]}
      min={Math.ceil(amount / longestTerm(read))}
      max={Math.ceil(amount / LIMITS.laufzeit.min)}
      step={1}
      value={typeof rate === 'number' ? rate : undefined}
      onValue={(value) => put(value === null ? '' : String(Math.round(value)))}
      lang={lang}
    />
  )
}

type Result = { wished: Wished; most: number; lang: Lang; words: FormWords }

function Outcome({ wished, most, lang, words }: Result) {
  switch (wished.kind) {
    case 'open':
      return <p>{PICTURE.rateOpen[lang]}</p>
    case 'tooLow':
      return <p className="careful">{PICTURE.tooLow[lang]}</p>
    case 'plan':
    case 'tooLong': {
      const { plan, amount } = wished
      const rows: readonly (readonly [string, string])[] = [
        [PICTURE.perMonth[lang], euros(plan.rate, lang)],
        [PICTURE.term[lang], fill(PICTURE.months[lang], { months: plan.months })],
        ...(plan.last === plan.rate ? [] : [[PICTURE.last[lang], euros(plan.last, lang)] as const]),
      ]
      const parts: readonly BarPart[] = [
        { id: 'amount', label: PICTURE.amount[lang], cents: amount, tone: 'c5' },
        { id: 'interest', label: PICTURE.interest[lang], cents: plan.interest, tone: 'c2' },
      ]
      return (
        <>
          <Rows rows={rows} />
          {wished.kind === 'tooLong' ? (
            <p className="careful">{fill(PICTURE.tooLong[lang], { months: plan.months, most })}</p>
          ) : null}
          <div className="bars">
            <Bar
              title={PICTURE.total[lang]}
              total={plan.total}
              parts={parts.filter(({ cents }) => cents > 0)}
              {...{ lang, words }}
            />
          </div>
        </>
      )
    }
  }
}
