import { changesBetween } from '@/components/form/changes'
import { valuesOf, withControls } from '@/components/form/values'
import { livePage } from '@/components/form/visible'
import type { Change } from '@/lib/drafts/protocol'
import type { StepView } from '@/lib/forms/engine/view'

/**
 * What a page posted without JavaScript changes against what the draft holds (`view`), and which questions its
 * answers bring up. A control that was not posted (an empty radio group) changes nothing; names that are no
 * question of the page are not looked at. Pure.
 */
export function posted(view: StepView, data: FormData): { changes: Change[]; appeared: readonly string[] } {
  const known = valuesOf(view.fields)
  const now = withControls(known, view.fields, data)
  const before = new Set(livePage(view, known).fields.map(({ field }) => field.key))
  const after = livePage(view, now).fields.map(({ field }) => field.key)
  return {
    changes: changesBetween(known, now, view.fields),
    appeared: after.filter((key) => !before.has(key)),
  }
}

/** The page with what was posted in its controls instead of what the draft holds. Pure. */
export function withPosted(view: StepView, data: FormData): StepView {
  const now = withControls(valuesOf(view.fields), view.fields, data)
  return { ...view, fields: view.fields.map((field) => ({ ...field, raw: now[field.key] ?? field.raw })) }
}
