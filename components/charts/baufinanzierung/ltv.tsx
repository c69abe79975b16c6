import { BANDS, type Band, type LoanToValue } from '@/lib/forms/baufinanzierung/figures/ltv'
import { PICTURE } from '@/lib/forms/baufinanzierung/figures/texts'
import type { Lang } from '@/lib/forms/engine/types'
import { fill } from '@/lib/words/fill'
import { euros, percent } from '../money'

/** The scale ends at 120 %; more stands at its end. */
const END = 12_000

const bandName = (band: Band, lang: Lang): string =>
  band === 'more' ? PICTURE.above[lang] : fill(PICTURE.upTo[lang], { limit: band })

/** Each band with its share of the scale. */
const SCALE: readonly { band: Band; width: number }[] = [
  ...BANDS.map((band, at) => ({ band, width: band - (BANDS[at - 1] ?? 0) })),
  { band: 'more', width: 20 },
]

/** Where the loan stands on the scale of bands. */
export function LtvScale({ ltv, lang }: { ltv: LoanToValue; lang: Lang }) {
  const share = percent(ltv.share, lang)
  const at = (Math.min(ltv.share, END) / END) * 100
  return (
    <>
      <div
        className="scale"
        role="img"
        aria-label={fill(PICTURE.ltvScale[lang], { share, band: bandName(ltv.band, lang) })}
      >
        <span className="scale-mark" style={{ insetInlineStart: `${at}%` }} />
        {SCALE.map(({ band, width }) => (
          <span key={band} data-here={band === ltv.band ? '' : undefined} style={{ flexGrow: width }}>
            {band === 'more' ? '> 100' : `≤ ${band}`}
          </span>
        ))}
      </div>
      <p>
        {fill(PICTURE.ltvSentence[lang], {
          share,
          debt: euros(ltv.debt, lang),
          value: euros(ltv.value, lang),
        })}
      </p>
      <dl className="numbers-list">
        <div>
          <dt>{PICTURE.cautious[lang]}</dt>
          <dd>{percent(ltv.cautious, lang)}</dd>
        </div>
        {ltv.secured ? (
          <div>
            <dt>{PICTURE.secured[lang]}</dt>
            <dd>{percent(ltv.secured.share, lang)}</dd>
          </div>
        ) : null}
      </dl>
    </>
  )
}
