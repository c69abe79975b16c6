import type { FormWords } from '@/lib/words'

/** What to have at hand before starting; in place and folded, nobody has to read it. */
export function Prepare({ words }: { words: FormWords }) {
  return (
    <details className="about">
      <summary>{words.prepareTitle}</summary>
      <div>
        <ul className="bullets">
          {words.prepareItems.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <p>{words.prepareLead}</p>
      </div>
    </details>
  )
}
