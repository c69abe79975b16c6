import type { ReactNode } from 'react'
import { useId } from 'react'

type Props = {
  title: string
  /** The one number to look at; beside the title. */
  main?: string
  /** Folded panels show their title and number only. */
  folded: boolean
  rough: string
  children: ReactNode
}

/** One picture with its title and the reminder that it is rough. The first of a page is open, the others fold. */
export function Panel({ title, main, folded, rough, children }: Props) {
  const id = useId()
  const body = (
    <>
      {children}
      <p className="rough">{rough}</p>
    </>
  )
  if (folded)
    return (
      <details className="panel">
        <summary>
          <span>{title}</span>
          {main ? <strong>{main}</strong> : null}
        </summary>
        {body}
      </details>
    )
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>
        <span>{title}</span>
        {main ? <strong>{main}</strong> : null}
      </h2>
      {body}
    </section>
  )
}
