import type { Receipt } from '@/lib/drafts/protocol'
import type { Lang } from '@/lib/forms/engine/types'
import type { FormWords } from '@/lib/words'

type Props = { documents: Receipt['documents']; words: FormWords; lang: Lang }

/** What helps in the talk: the documents that these answers call for. */
export function AtHand({ documents, words, lang }: Props) {
  if (documents.length === 0) return null
  return (
    <>
      <h2>{words.atHand}</h2>
      {documents.map(({ title, items }) => (
        <div key={title.de}>
          <h3>{title[lang]}</h3>
          <ul className="bullets">
            {items.map((item) => (
              <li key={item.de}>{item[lang]}</li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
