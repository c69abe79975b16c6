import { type Completeness, completeness } from './completeness'
import type { Answers, Env, Form } from './types'
import { type Walk, walk } from './walk'

/** A step of the journey as "all steps" lists it. */
export type StepOverview = {
  id: string
  title: string
  /** The larger part that it belongs to. */
  part?: string
  /** Where to go: the first page that is open, else the first one. */
  page: string
  pages: number
  state: 'done' | 'open' | 'next'
  /** Nobody skips a page: a step can be opened once everything before it is done. */
  startable: boolean
  /** Mandatory questions of the step. */
  mandatory: Completeness
}

/** The relevant steps in order; `next` is where the journey goes on. */
export function overview(form: Form, answers: Answers, env: Env): readonly StepOverview[] {
  const { pages, firstOpen, read } = walk(form, answers, env)
  const steps: StepOverview[] = []
  let reached = true
  for (const chapter of byStep(pages)) {
    const [first] = chapter
    if (!first) continue
    const open = chapter.find((page) => page.state === 'open')
    const part = first.step.part
    steps.push({
      id: first.step.id,
      title: first.title[env.lang],
      ...(part && form.parts?.[part] && { part: form.parts[part][env.lang] }),
      page: reached && open ? open.id : first.id,
      pages: chapter.length,
      state: chapter.some((page) => page.id === firstOpen) ? 'next' : open ? 'open' : 'done',
      startable: reached,
      mandatory: completeness(chapter, read),
    })
    if (open) reached = false
  }
  return steps
}

function byStep(pages: Walk['pages']): Walk['pages'][number][][] {
  const chapters: Walk['pages'][number][][] = []
  for (const page of pages) {
    const last = chapters.at(-1)
    if (last?.[0]?.step.id === page.step.id) last.push(page)
    else chapters.push([page])
  }
  return chapters
}
