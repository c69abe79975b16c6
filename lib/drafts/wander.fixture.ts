import fc from 'fast-check'
import { posted } from '@/app/antrag/posted'
import { moved as carried } from '@/components/form/changes'
import { Session } from '@/components/form/session'
import type { Sent } from '@/components/form/transport'
import { partOf } from '@/components/form/values'
import { type LiveField, livePage } from '@/components/form/visible'
import { applyChanges, checkAll, evaluate, stepView, walk } from '@/lib/forms/engine'
import type { Answers, Env, Form, Key, Lang, Length, Raw } from '@/lib/forms/engine/types'
import type { FieldView, StepView } from '@/lib/forms/engine/view'
import { changeList } from './lists'
import { inPlace, type Moved, movedSince } from './moved'
import { type Shown, show, turn } from './pages'
import type { ListOperation, SaveRequest } from './protocol'

/**
 * A person who wanders through a form in one window: goes back, changes an earlier answer, adds and removes items, changes the
 * language. The browser's own session and the server's own functions, without a network and a database between them.
 */
export type Wanderer = { form: Form; length: Length; script: boolean; gen: fc.GeneratorValue }

/** What went wrong, with the steps that led there. */
export class Stuck extends Error {}

const today = '2026-11-21'
const PAGES_AT_MOST = 150
const TRIES_PER_PAGE = 60

type Stored = { answers: Answers; moved: readonly Moved[]; revision: number; lang: Lang }

/** What `saveIn` of the service does, without a draft's row. Pure apart from `stored`. */
function serve(form: Form, length: Length, stored: Stored, request: SaveRequest): Sent {
  const env: Env = { length, lang: request.lang, today }
  const since = movedSince(stored.moved, request.revision)
  const placed = inPlace(request.changes, since)
  const applied = applyChanges(form, stored.answers, placed.changes, env)
  if (placed.gone.length > 0 || applied.conflicts.length > 0) {
    const conflicts = [...applied.conflicts, ...placed.gone.map(({ key }) => ({ key, mine: '', theirs: '' }))]
    throw new Stuck(`conflict on ${request.page}: ${JSON.stringify(conflicts)}`)
  }
  const at = { revision: stored.revision + 1 }
  let { answers } = applied
  let moved: readonly Moved[] = applied.moved.map((one) => ({ ...at, ...one }))
  let page: string | undefined
  if (request.list && request.list.do !== 'restore') {
    const done = changeList(form, answers, env, request.list, `t${stored.revision}`)
    if (done.kind === 'added' || done.kind === 'removed') {
      answers = done.answers
      page = done.page ?? request.page
    }
    if (done.kind === 'removed')
      moved = [...moved, { ...at, list: done.removed.list, at: done.removed.at, by: -1 }]
  }
  const turned =
    page === undefined
      ? turn(form, answers, env, request)
      : { kind: 'show' as const, page, mended: undefined }
  const shown =
    turned.kind === 'show'
      ? show(form, turned.mended?.answers ?? answers, env, turned.page, turned.mended?.adjusted)
      : null
  const after = shown?.answers ?? answers
  if (after !== stored.answers) {
    stored.moved = [...stored.moved, ...moved]
    stored.revision += 1
  }
  stored.answers = after
  stored.lang = request.lang
  const draft = { secret: 's', revision: stored.revision, savedAt: '', expiresAt: '' }
  return turned.kind === 'invalid'
    ? { kind: 'invalid', draft, view: turned.view, errors: turned.view.errors }
    : { kind: 'saved', draft, ...(shown && { view: shown.view }) }
}

/** Answers that somebody could give to a question of this kind; one of them fits most bounds and rules. */
function sayings({ kind, options }: FieldView, offered: readonly string[]): readonly Raw[] {
  switch (kind) {
    case 'choice':
      return offered.length > 0 ? offered : (options ?? []).map(({ value }) => value)
    case 'boolean':
      return ['ja', 'nein']
    case 'money-eur':
      return ['250.000', '10.000', '1.000', '100.000', '0', '5.000', '400.000', '50']
    case 'money-eur-monthly':
      return ['1.200', '250', '0', '3.000', '50']
    case 'money-eur-yearly':
      return ['36.000', '600', '0', '5.000']
    case 'amountOrPercent':
      return [
        { wert: '3,57', einheit: 'PROZENT' },
        { wert: '0', einheit: 'EURO' },
        { wert: '5.000', einheit: 'EURO' },
        { wert: '2', einheit: 'PROZENT' },
      ]
    case 'percent':
      return ['2', '3,5', '0', '5']
    case 'plz':
      return ['76133', '50667', '10115']
    case 'date':
      return [
        '14.03.1985',
        '01.06.2020',
        '15.01.2026',
        '01.11.2026',
        '30.11.2026',
        '01.03.2027',
        '31.12.2030',
        '31.12.2045',
        '01.05.2012',
        '01.01.2000',
      ]
    case 'country':
      return ['DE', 'TR', 'FR']
    case 'email':
      return ['lena@example.org']
    case 'phone':
      return ['0221 1234567', '+43 1 58800']
    case 'year':
      return ['1998', '2015', '2026', '2027', '2035', '2045']
    case 'months':
      return ['48', '84', '12']
    case 'years':
      return ['10', '15', '2']
    case 'number':
    case 'integer':
    case 'count':
      return ['2', '1', '0', '3', '10', '50', '120', '1200']
    case 'area-m2':
      return ['120', '40', '60', '10', '500']
    case 'iban':
      return ['DE02 1203 0000 0000 2020 51']
    case 'bic':
      return ['BYLADEM1001']
    case 'taxid':
      return ['86 095 742 719']
    case 'text':
    case 'text-long':
      return ['Lena', 'Karlsruhe', '12 a']
  }
}

const isRadio = ({ kind }: FieldView): boolean => kind === 'choice' || kind === 'boolean'

/** Wanders for `steps` presses, then finishes the form as quickly as it can. Throws `Stuck` when it cannot. */
export async function wander({ form, length, script, gen }: Wanderer, steps: number): Promise<Answers> {
  const stored: Stored = { answers: {}, moved: [], revision: 0, lang: 'de' }
  const log: string[] = []
  const first = form.steps.find((step) => step.in.includes(length))?.id ?? ''
  let lang: Lang = 'de'
  let view: Shown['view'] | null = stepView(form, {}, { length, lang, today }, first)
  const tried = new Map<Key, number>()

  let session = newSession()
  function newSession(): Session {
    const made = new Session({
      token: () => 't',
      lang,
      byUrl: answered,
      byAction: answered,
      onLeaving: () => undefined,
      read: () => undefined,
      onBegun: () => undefined,
      onDraft: () => undefined,
      onSave: () => undefined,
      onAutosaved: () => undefined,
    })
    made.open(view?.kind === 'step' ? view : null, view?.page ?? first)
    // A page that is loaded anew finds the draft, and how far it has come.
    if (stored.revision > 0) made.adopt({ secret: 's', revision: stored.revision })
    return made
  }
  async function answered(request: SaveRequest): Promise<Sent> {
    const typed = request.changes.map(({ key, to }) => [key, to])
    log.push(`${request.intent} ${request.to ?? ''} from ${request.page} ${JSON.stringify(typed)}`)
    return serve(form, length, stored, request)
  }

  async function press(intent: SaveRequest['intent'], to?: string, list?: ListOperation): Promise<void> {
    shownAfter(await session.send(intent, to, list && { list }))
  }
  function shownAfter(result: Sent): void {
    const next = result.kind === 'invalid' || result.kind === 'saved' ? result.view : undefined
    if (!next) return
    view = next
    session.open(view.kind === 'step' ? view : null, view.page)
  }

  const live = (of: StepView): readonly LiveField[] => livePage(of, session.values).fields

  function type(field: FieldView, raw: Raw): void {
    const next = { ...session.values, [field.key]: raw }
    const carry = (all: typeof next) => carried(all, field, raw)
    session.changed(field.moves ? carry(next) : next, field.moves && { key: field.key, move: carry })
  }

  /** Without script: what the page would post, worked out by the server from the draft it holds. */
  async function post(of: StepView): Promise<void> {
    const data = new FormData()
    for (const { field } of live(of)) {
      const raw = session.values[field.key]
      if (field.kind === 'amountOrPercent') {
        data.set(`${field.key}.wert`, partOf(raw, 'wert'))
        if (partOf(raw, 'einheit')) data.set(`${field.key}.einheit`, partOf(raw, 'einheit'))
      } else if (!isRadio(field) || partOf(raw) !== '') data.set(field.key, partOf(raw))
    }
    const stands = shownNow(of.page)
    if (stands.kind === 'step' && stands.page === of.page) {
      const { changes, appeared } = posted(stands, data)
      const intent = appeared.length > 0 ? 'autosave' : 'next'
      shownAfter(await answered({ token: 't', page: of.page, intent, lang, changes }))
      if (appeared.length === 0) return
    }
    view = shownNow(of.page)
    session = newSession()
  }

  const shownNow = (page: string) => show(form, stored.answers, { length, lang, today }, page).view
  const onward = async () => {
    if (view?.kind !== 'step') return
    await (script ? press('next') : post(view))
  }
  const pick = <T>(all: readonly T[]): T | undefined =>
    all.length > 0 ? gen(fc.constantFrom, ...all) : undefined

  function answerSome(of: StepView, share: number): void {
    for (const { field, options } of live(of)) {
      if (gen(fc.integer, { min: 1, max: 100 }) > share) continue
      const raw = pick(
        sayings(
          field,
          options.map(({ value }) => value),
        ),
      )
      if (raw !== undefined) type(field, raw)
    }
  }

  async function wanderOnce(): Promise<void> {
    const what = gen(
      fc.constantFrom,
      'answer',
      'answer',
      'next',
      'next',
      'next',
      'back',
      'back',
      'go',
      'language',
      'list',
      'save',
      'clear',
    )
    const page = view
    switch (what) {
      case 'answer':
        if (page?.kind === 'step') answerSome(page, 60)
        return
      case 'clear': {
        const field = page?.kind === 'step' ? pick(live(page))?.field : undefined
        if (field) type(field, field.kind === 'amountOrPercent' ? { wert: '', einheit: '' } : '')
        return
      }
      case 'next':
        if (page?.kind === 'step') fillIn(page)
        await onward()
        return
      case 'back':
        await press('back')
        return
      case 'go': {
        const to = pick(walk(form, stored.answers, { length, lang, today }).pages)?.id
        if (to) await press('go', to)
        return
      }
      case 'language':
        await press('autosave')
        lang = lang === 'de' ? 'en' : 'de'
        if (page) view = shownNow(page.page)
        session = newSession()
        return
      case 'list': {
        const list = page?.kind === 'step' ? pick(openLists(page)) : undefined
        if (!list || !script) return
        const item = pick(list.items)
        if (item && gen(fc.boolean)) await press('autosave', undefined, { do: 'remove', item: item.item })
        else if (list.canAdd)
          await press('autosave', undefined, { do: 'add', list: list.list, of: list.items.length })
        return
      }
      case 'save':
        if (script) await press('autosave')
    }
  }

  const openLists = (page: StepView) => {
    const { read } = livePage(page, session.values)
    return (page.lists ?? []).filter(({ when }) => !when || evaluate(when, read, page.env))
  }

  /** Gives each question that must be answered, and each that was found wrong, the next thing one could say. */
  function fillIn(page: StepView): void {
    const wrong = new Set(page.errors.map(({ key }) => key))
    for (let round = 0; round < 8; round += 1) {
      let more = false
      for (const { field, options } of live(page)) {
        const empty = partOf(session.values[field.key]).trim() === ''
        const offered = options.map(({ value }) => value)
        const gone =
          field.kind === 'choice' &&
          options.length > 0 &&
          !offered.includes(partOf(session.values[field.key]))
        if (!(field.required && (empty || gone)) && !wrong.has(field.key)) continue
        wrong.delete(field.key)
        const all = sayings(field, offered)
        const at = tried.get(field.key) ?? 0
        tried.set(field.key, at + 1)
        const raw = all[at % all.length]
        if (raw !== undefined) type(field, raw)
        more = true
      }
      if (!more) return
    }
  }

  try {
    for (let step = 0; step < steps; step += 1) await wanderOnce()
    let tries = 0
    for (let pages = 0; view?.kind === 'step'; pages += 1) {
      const before: string = view.page
      fillIn(view)
      await onward()
      tries = view.page === before ? tries + 1 : 0
      if (tries > 6 && view.kind === 'step') await loosen(view)
      if (tries > TRIES_PER_PAGE || pages > PAGES_AT_MOST * 4) {
        const errors = view.kind === 'step' ? view.errors : []
        throw new Stuck(`${view.page} cannot be finished: ${JSON.stringify(errors)}`)
      }
    }
    const env: Env = { length, lang, today }
    const { errors } = checkAll(form, stored.answers, env)
    if (!walk(form, stored.answers, env).complete || errors.length > 0)
      throw new Stuck(`the review stands, but: ${JSON.stringify(errors)}`)
    return stored.answers
  } catch (thrown) {
    if (thrown instanceof Stuck) thrown.message += `\n${log.slice(-25).join('\n')}`
    throw thrown
  }

  /** What a person tries when a page still complains: another answer to any of its questions, one item more or fewer. */
  async function loosen(page: StepView): Promise<void> {
    const field = pick(live(page))
    if (field) {
      const raw = pick(
        sayings(
          field.field,
          field.options.map(({ value }) => value),
        ),
      )
      if (raw !== undefined) type(field.field, raw)
    }
    const list = pick(openLists(page))
    if (script && list?.canAdd && gen(fc.boolean))
      await press('autosave', undefined, { do: 'add', list: list.list, of: list.items.length })
  }
}
