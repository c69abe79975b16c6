const PURPOSE = 'finanzierungsbedarf.finanzierungszweck.@type'
const FIRST = 'vorhaben'
const REVIEW = 'pruefen'
const PAGES_AT_MOST = 150

/**
 * Fills in the form as a browser does: what a page asks is saved while it is typed, items of lists are added one by one, the last
 * answer goes along with the step. `typed` is a persona's answers by control name.
 * @param {object} tab of openTab
 * @param {{typed: object, until?: (page: string) => boolean, think?: (share: number) => Promise<void>}} options
 *   `until` says on which page to stop, the review page if none; `think` is awaited before each call, `share` of one step's thinking
 * @returns the pages that were shown, the last one (not filled in) included
 * @throws Error with the page and what was said there, when the answers do not lead on
 */
export async function fillIn(tab, { typed, until = () => false, think = async () => {} }) {
  const left = new Map(Object.entries(typed))
  const pages = []
  let view = await begun(tab, left, think)
  for (;;) {
    pages.push(view.page)
    if (view.page === REVIEW || until(view.page)) return pages
    if (pages.length > PAGES_AT_MOST) throw new Error(`The form does not end: ${pages.join(' ')}`)
    view = await passed(tab, { view, typed, left, think })
  }
}

/** The first answer makes the draft; what the page asks else is learnt as by a reload. */
async function begun(tab, left, think) {
  await think(0.5)
  await tab.view()
  const change = { key: PURPOSE, from: null, to: left.get(PURPOSE) }
  left.delete(PURPOSE)
  await think(0.5)
  shown(await tab.autosave(FIRST, [change]), FIRST)
  return shown(await tab.load(FIRST), FIRST).view
}

async function passed(tab, { view, typed, left, think }) {
  const changes = changesOn(view, left)
  await think(0.5)
  if (changes.length > 1) shown(await tab.autosave(view.page, changes.slice(0, -1)), view.page)
  await think(0.5)
  const last = changes.slice(-1)
  const next = view.lists ? await withItems(tab, { view, typed, think, changes: last }) : last
  return shown(await tab.step(view.page, 'next', { changes: next }), view.page).view
}

/** Adds as many items as there are; each has pages of its own, from which a link leads back. Answers with what is not sent yet. */
async function withItems(tab, { view, typed, think, changes }) {
  const { page } = view
  let now = view
  let unsent = changes
  for (const { list } of view.lists) {
    const count = () => now.lists?.find((one) => one.list === list)?.items.length ?? 0
    for (const wanted = itemsOf(typed, list); count() < wanted; ) {
      const added = shown(
        await tab.step(page, 'go', { changes: unsent, list: { do: 'add', list, of: count() } }),
        page,
      )
      unsent = []
      if (added.list?.kind !== 'added') throw new Error(`${page}: adding to ${list}: ${added.list?.kind}`)
      await think(1)
      now = shown(await tab.step(added.view.page, 'go', { to: page }), page).view
      await think(1)
    }
  }
  return unsent
}

const itemsOf = (typed, list) =>
  new Set(
    Object.keys(typed).flatMap((key) =>
      key.startsWith(`${list}.`) ? [key.slice(list.length + 1).split(/[.~]/)[0]] : [],
    ),
  ).size

/** What the person types here: only what differs from what stands there; what moves other answers comes first. */
function changesOn(view, left) {
  const found = view.fields.flatMap((field) => {
    const controls = field.certainty ? [field, field.certainty] : [field]
    return controls.flatMap(({ key, raw }) => {
      const to = left.get(key)
      left.delete(key)
      return to === undefined || same(raw, to) ? [] : [{ key, from: orNull(raw), to, moves: field.moves }]
    })
  })
  return found
    .sort((a, b) => Number(Boolean(b.moves)) - Number(Boolean(a.moves)))
    .map(({ key, from, to }) => ({ key, from, to }))
}

const textOf = (raw) => (typeof raw === 'string' ? raw : (raw?.wert ?? ''))
const orNull = (raw) => (textOf(raw).trim() === '' ? null : raw)
const same = (a, b) => textOf(a) === textOf(b) && (a?.einheit ?? '') === (b?.einheit ?? '')

function shown(result, page) {
  if (result.kind === 'saved') return result
  throw new Error(`${page}: ${JSON.stringify({ ...result, draft: undefined, view: undefined })}`)
}
