import { useSyncExternalStore } from 'react'

/**
 * What a person plays with beside the form: it lives in this tab's memory only, survives a change of step, and is
 * neither stored nor sent. undefined: untouched; null: emptied.
 */
export type Choices = {
  /** Basis points. */
  readonly interest?: number | null
  readonly repayment?: number | null
  readonly years?: number | null
  readonly effective?: number | null
  readonly refinance: boolean
}

const untouched: Choices = { refinance: true }
let chosen = untouched
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function choose(next: Partial<Choices>): void {
  chosen = { ...chosen, ...next }
  for (const listener of listeners) listener()
}

export const useChoices = (): Choices =>
  useSyncExternalStore(
    subscribe,
    () => chosen,
    () => untouched,
  )
