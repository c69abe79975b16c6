import type { Env, Form } from './types'
import type { PartView } from './view'
import type { Walk } from './walk'

/** The larger part of the journey at this place (after the last page: the review), and how far one is within it. */
export function partAt(form: Form, { pages }: Walk, at: number, env: Env): PartView | undefined {
  const parts = Object.entries(form.parts ?? {})
  const name = (pages[at] ?? pages.at(-1))?.step.part
  const place = parts.findIndex(([part]) => part === name)
  const title = parts[place]?.[1][env.lang]
  if (title === undefined) return undefined
  const own = pages.flatMap(({ step }, page) => (step.part === name ? [page] : []))
  const count = own.length + (own.includes(pages.length - 1) ? 1 : 0)
  return {
    at: place + 1,
    of: parts.length,
    title,
    page: { at: own.filter((page) => page < at).length + 1, of: count },
  }
}
