import type { ReactNode } from 'react'

type Tone = 'warn' | 'error' | 'info'

export function Box({ tone, children, actions }: { tone: Tone; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="notice" data-tone={tone}>
      {children}
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  )
}

export function Act({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <button type="button" className="second" onClick={onClick}>
      {text}
    </button>
  )
}
