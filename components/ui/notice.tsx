import type { ReactNode } from 'react'

/** A remark above or in a page. `warn` is announced when it appears. */
export function Notice({ tone, children }: { tone?: 'warn'; children: ReactNode }) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'warn' ? 'alert' : undefined}>
      {children}
    </div>
  )
}
