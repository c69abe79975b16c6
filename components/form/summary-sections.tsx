import type { ReactNode } from 'react'
import type { SummarySection } from '@/lib/forms/engine/view'
import type { FormWords } from '@/lib/words'
import { fill } from '@/lib/words/fill'

type Props = {
  sections: readonly SummarySection[]
  words: FormWords
  firm: string
  /** Beside each section's title, e.g. "ändern". */
  beside?: (section: SummarySection) => ReactNode
}

/** Every answer as the person gave it, by step; used on the review page and for the printed copy. */
export function SummarySections({ sections, words, firm, beside }: Props) {
  return (
    <>
      {sections.map((section) => (
        <section className="section" key={section.page}>
          <header>
            <h2>{section.title}</h2>
            {beside?.(section)}
          </header>
          {section.groups.map((group, at) => (
            <div key={group.name ?? at}>
              {group.name ? <h3>{group.name}</h3> : null}
              <dl className="rows">
                {group.rows.map((row) => (
                  <div key={row.key}>
                    <dt>
                      {fill(row.label, { firma: firm })} {row.estimate ? words.estimate : ''}
                    </dt>
                    <dd>{row.value || words.notAnswered}</dd>
                    {row.warning ? (
                      <dd className="flag">
                        {words.lookAgain}: {row.warning}
                      </dd>
                    ) : null}
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </section>
      ))}
    </>
  )
}
