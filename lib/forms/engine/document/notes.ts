import { ABOUT, certaintyOf, isCertainty, UNKNOWN } from '../certainty'
import { nameOf } from '../names'
import { itemsIn } from '../paths'
import { labelOf } from '../texts'
import type { Answers, Env, Form, Path, Read } from '../types'
import { type Instance, type Walk, walk } from '../walk'
import { leafAt, removeLeaf, setLeaf, type Writable } from './leaves'
import { blockOf, withBlock } from './note-block'

/**
 * Passes on what has no field of its own, in a block of the free texts. Lines that the base already held and that
 * nobody's change did away with stay.
 */
export function writeNotes(
  form: Form,
  document: Writable,
  { now, then, env }: { now: Walk; then: Walk; env: Env },
  changed: (reads: readonly Path[]) => boolean,
): void {
  for (const to of new Set([...form.notes.map((note) => note.to), form.certainty?.to])) {
    if (to === undefined) continue
    const notes = form.notes.filter((note) => note.to === to)
    const doubts = form.certainty?.to === to
    const before = doubts ? doubtsOf(form, then, env) : []
    const after = doubts ? doubtsOf(form, now, env) : []
    if (!notes.some((note) => changed(note.reads)) && before.join('\n') === after.join('\n')) continue
    const lines = (walked: Walk) => notes.flatMap((note) => note.lines(walked.read, env))
    const found = leafAt(document, to)
    const own = typeof found === 'string' ? found : ''
    const said = [...lines(then), ...before]
    const kept = blockOf(own).filter((line) => !said.includes(line))
    const wanted = [...lines(now), ...after]
    const text = withBlock(own, [...kept.filter((line) => !wanted.includes(line)), ...wanted])
    if (text) setLeaf(document, to, text)
    else removeLeaf(document, to)
  }
}

/** What is passed on outside the document: the lines of the notes and doubts without a leaf, in German. Pure. */
export function notesOf(form: Form, answers: Answers, env: Env): readonly string[] {
  const walked = walk(form, answers, env)
  const lines = form.notes.flatMap((note) => (note.to === undefined ? note.lines(walked.read, env) : []))
  return form.certainty?.to === undefined ? [...lines, ...doubtsOf(form, walked, env, whose)] : lines
}

/** Whether the form appends a block of its own to the free text there. */
export const hasBlock = (form: Form, path: Path): boolean =>
  form.certainty?.to === path || form.notes.some((note) => note.to === path)

/** "Price: roughly", one line per answer that is about or unknown; in German, for whoever works on the case. */
function doubtsOf(
  form: Form,
  { instances, read }: Walk,
  env: Env,
  before: (form: Form, field: Instance, read: Read, env: Env) => string = () => '',
): string[] {
  const words = form.certainty
  if (!words) return []
  return [...instances.values()].flatMap((field) => {
    if (isCertainty(field.key)) return []
    const sure = read(certaintyOf(field.key))
    if (sure !== ABOUT && sure !== UNKNOWN) return []
    const label = `${before(form, field, read, env)}${labelOf(form, field, read, env, 'de')}`
    return [`${label}: ${sure === ABOUT ? words.about : words.unknown}`]
  })
}

/** Beside the document nothing else tells which item a line is about: "Box 2, Thing 1: ". */
function whose(form: Form, { item }: Instance, read: Read, env: Env): string {
  const names = itemsIn(item ?? '').flatMap((one) => nameOf(form, one, env, read)?.de ?? [])
  return names.length > 0 ? `${names.join(', ')}: ` : ''
}
