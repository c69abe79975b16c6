import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase, tenantIds, withTenant } from '@/lib/db'
import { F } from '@/lib/forms/baufinanzierung/full/places'
import { P } from '@/lib/forms/baufinanzierung/paths'
import type { ListOperation, SaveRequest, SaveResult } from './protocol'
import { save } from './service'
import { lockDraft } from './store'

const meta = {
  origin: 'http://localhost:3000',
  secFetchSite: 'same-origin',
  ip: '192.0.2.8',
}
let token = ''
let tenantId = ''

beforeAll(async () => {
  await seed()
  tenantId = (await tenantIds())[0] ?? ''
})
beforeEach(async () => {
  const privacyVersion = (await campaignPage('musterberatung'))?.privacy.versionId ?? ''
  token = makeStartToken({
    campaign: 'musterberatung',
    length: 'full',
    lang: 'de',
    privacyVersion,
    attribution: {},
  })
})
afterAll(closeDatabase)

function saved(result: SaveResult) {
  if (result.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(result)}`)
  return result
}
const request = (over: Partial<SaveRequest>): SaveRequest => ({
  token,
  page: 'objekt',
  intent: 'go',
  lang: 'de',
  changes: [],
  ...over,
})
const typed = (answers: { [key: string]: string }) =>
  Object.entries(answers).map(([key, to]) => ({ key, from: null, to }))

it('an item is added once, removed, and brought back from what only this draft can open', async () => {
  const changes = typed({
    [P.zweck]: 'KAUF',
    [P.typ]: 'EINFAMILIENHAUS',
    [F.stellplaetzeErfassung]: 'VORHANDENE_STELLPLAETZE',
  })
  const begun = saved(await save(request({ changes }), meta))
  const change = async (revision: number, operation: ListOperation) =>
    saved(await save(request({ secret: begun.draft.secret, revision, list: operation }), meta))
  const list = F.stellplaetze

  const added = await change(begun.draft.revision, { do: 'add', list, of: 1 })
  expect(added.list).toEqual({ kind: 'added' })
  const removed = await change(added.draft.revision, { do: 'remove', item: `${list}.0` })
  if (removed.list?.kind !== 'removed') throw new Error(JSON.stringify(removed.list))
  const { undo } = removed.list

  const stale = await change(added.draft.revision, { do: 'remove', item: `${list}.0` })
  expect(stale.list).toEqual({ kind: 'stale' })
  expect(stale.draft.revision).toBe(removed.draft.revision)

  const forged = `${undo.slice(0, -2)}${undo.endsWith('A') ? 'B' : 'A'}A`
  expect((await change(removed.draft.revision, { do: 'restore', undo: forged })).list).toEqual({
    kind: 'stale',
  })
  const restored = await change(removed.draft.revision, { do: 'restore', undo })
  expect(restored.list).toEqual({ kind: 'restored' })
  const again = await change(restored.draft.revision, { do: 'add', list, of: 1 })
  // Two are there: who saw one gets the second, not a third.
  expect(again.draft.revision).toBe(restored.draft.revision)
})

/** A draft with two spaces on their own pages, the second one typed, as a window knows it that stands on `page`. */
async function twoSpaces() {
  const changes = typed({
    [P.zweck]: 'KAUF',
    [P.typ]: 'EINFAMILIENHAUS',
    [F.stellplaetzeErfassung]: 'VORHANDENE_STELLPLAETZE',
    [`${F.stellplaetze}.0.typ`]: 'GARAGE',
  })
  const { draft } = saved(await save(request({ changes }), meta))
  const { secret } = draft
  const added = saved(
    await save(
      request({ secret, revision: draft.revision, list: { do: 'add', list: F.stellplaetze, of: 1 } }),
      meta,
    ),
  )
  const typ = `${F.stellplaetze}.1.typ`
  const second = { page: added.view?.page ?? '', secret }
  const filled = saved(
    await save(
      request({
        ...second,
        intent: 'autosave',
        revision: added.draft.revision,
        changes: typed({ [typ]: 'CARPORT' }),
      }),
      meta,
    ),
  )
  return { secret, typ, page: second.page, revision: filled.draft.revision }
}
/** The kinds of the spaces in the draft, in order. */
const stored = async (secret: string) => {
  const draft = await withTenant(tenantId, (tx) => lockDraft(tx, secret))
  const kinds = [0, 1, 2].map((at) => draft?.answers[`${F.stellplaetze}.${at}.typ`])
  return kinds.flatMap((answer) => (answer && 'value' in answer ? [answer.value] : []))
}

it('what a second window types goes to the item it stands on, wherever another window has moved it', async () => {
  const { secret, typ, page, revision } = await twoSpaces()
  const removal = saved(
    await save(request({ secret, revision, list: { do: 'remove', item: `${F.stellplaetze}.0` } }), meta),
  )
  const here = { secret, revision, page, intent: 'autosave' as const }
  const change = { key: typ, from: 'CARPORT', to: 'DOPPEL_GARAGE' }
  const late = saved(await save(request({ ...here, changes: [change] }), meta))
  // The page on screen still speaks of the second item, so its keys keep the meaning they were drawn with.
  expect(late.draft.revision).toBe(revision)
  const more = { key: typ, from: 'DOPPEL_GARAGE', to: 'TIEFGARAGEN_STELLPLATZ' }
  expect(saved(await save(request({ ...here, changes: [more] }), meta)).draft.revision).toBe(revision)
  expect(await stored(secret)).toEqual(['TIEFGARAGEN_STELLPLATZ'])
  const shown = saved(await save(request({ ...here, intent: 'next', changes: [] }), meta))
  expect(shown.list).toEqual({ kind: 'stale' })
  expect(shown.draft.revision).toBeGreaterThan(removal.draft.revision)
  expect(shown.view?.page).toMatch(/^objekt/)

  // A conflict names the answer as the window knows it.
  const conflict = await save(request({ ...here, changes: [change] }), meta)
  expect(conflict).toMatchObject({
    kind: 'conflict',
    draft: { revision },
    conflicts: [{ key: typ, mine: 'DOPPEL_GARAGE', theirs: 'TIEFGARAGEN_STELLPLATZ' }],
  })
})

it('what is typed for an item that another window has removed is told, and changes no other item', async () => {
  const { secret, page, revision } = await twoSpaces()
  const gone = `${F.stellplaetze}.0.typ`
  const removed = saved(
    await save(request({ secret, revision, list: { do: 'remove', item: `${F.stellplaetze}.0` } }), meta),
  )
  const change = { key: gone, from: 'GARAGE', to: 'TIEFGARAGEN_STELLPLATZ' }
  const late = request({ secret, revision, page, changes: [change] })
  for (const intent of ['autosave', 'next'] as const)
    expect(await save({ ...late, intent }, meta)).toMatchObject({
      kind: 'conflict',
      gone: true,
      draft: { revision },
      conflicts: [{ key: gone, mine: 'TIEFGARAGEN_STELLPLATZ', theirs: '' }],
    })
  expect(await stored(secret)).toEqual(['CARPORT'])

  if (removed.list?.kind !== 'removed') throw new Error(JSON.stringify(removed.list))
  const restored = saved(
    await save(
      request({
        secret,
        revision: removed.draft.revision,
        list: { do: 'restore', undo: removed.list.undo },
      }),
      meta,
    ),
  )
  const again = { key: gone, from: 'CARPORT', to: 'TIEFGARAGEN_STELLPLATZ' }
  saved(
    await save(
      request({ secret, revision: removed.draft.revision, page, intent: 'autosave', changes: [again] }),
      meta,
    ),
  )
  expect(restored.list).toEqual({ kind: 'restored' })
  expect(await stored(secret)).toEqual(['GARAGE', 'TIEFGARAGEN_STELLPLATZ'])
})
