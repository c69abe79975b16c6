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
      {sections.map((section, place) => (
        <section
          className="section"
          key={section.page}
          // A long step has several pages: they stand together under its title.
          data-more={section.title === sections[place - 1]?.title ? '' : undefined}
        >
          {section.heading && section.title !== sections[place - 1]?.title ? <h2>{section.title}</h2> : null}
          <header>
            {section.heading ? <h3>{fill(section.heading, { firma: firm })}</h3> : <h2>{section.title}</h2>}
            {beside?.(section)}
          </header>
          {section.heading && section.groups.length === 0 ? (
            <p className="hint">{words.notAnswered}</p>
          ) : null}
          {section.groups.map((group, at) => (
            <div key={group.name ?? at}>
              {group.name && !section.heading?.includes(group.name) ? (
                section.heading ? (
                  <h4>{group.name}</h4>
                ) : (
                  <h3>{group.name}</h3>
                )
              ) : null}
              <dl className="rows">
                {group.rows.map((row) => (
                  <div key={row.key}>
                    <dt>{`${fill(row.label, { firma: firm })} ${row.estimate ? words.estimate : ''}`}</dt>
                    <dd>{row.value || words.notAnswered}</dd>
                    {row.warning ? <dd className="flag">{`${words.lookAgain}: ${row.warning}`}</dd> : null}
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
