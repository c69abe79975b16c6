import { afterAll, beforeAll, expect, it } from 'vitest'
import { campaignPage } from '@/lib/campaigns'
import { seed } from '@/lib/campaigns/seed'
import { makeStartToken } from '@/lib/campaigns/start-token'
import { closeDatabase } from '@/lib/db'
import { F } from '@/lib/forms/baufinanzierung/full/places'
import { P } from '@/lib/forms/baufinanzierung/paths'
import type { ListOperation, SaveRequest, SaveResult } from './protocol'
import { save } from './service'

const meta = {
  origin: 'http://localhost:3000',
  secFetchSite: 'same-origin',
  host: 'localhost:3000',
  ip: '192.0.2.8',
}
let token = ''

beforeAll(async () => {
  await seed()
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
