import { beforeEach, expect, it, vi } from 'vitest'
import { conflictLines } from '@/components/form/conflict-lines'
import type { SaveRequest, SaveResult } from '@/lib/drafts/protocol'
import { formFor } from '@/lib/forms'
import { stepView } from '@/lib/forms/engine'
import { wordsFor } from '@/lib/words'
import { postedStep } from './post-step'
import { remarkFor } from './remark'
import { envFor } from './shown'

/** What the journey without JavaScript says where a save is answered with something that the form's script would show. */
const answers = vi.hoisted(() => ({ of: (_: SaveRequest): unknown => null }))
vi.mock('next/headers', () => ({
  headers: async () => new Map([['x-page-path', '/antrag/musterberatung/vorhaben']]),
  cookies: async () => ({ get: () => ({ value: 's'.repeat(43) }), set: () => undefined }),
}))
vi.mock('@/lib/drafts/service', () => ({ save: async (request: SaveRequest) => answers.of(request) }))
vi.mock('./campaign-view', () => ({
  campaignOf: async () => ({
    slug: 'musterberatung',
    product: 'baufinanzierung',
    privacy: { versionId: 'v' },
  }),
}))

const meta = { origin: 'http://localhost:3000', ip: '192.0.2.7' }
const form = formFor('baufinanzierung')
const first = form?.steps[0]?.id ?? ''
const view = form && stepView(form, {}, envFor('de', 'short'), first)
const field = view?.fields.find(({ options }) => (options?.length ?? 0) > 1)
const [mine, theirs] = field?.options ?? []
const draft = {
  secret: 's'.repeat(43),
  revision: 3,
  savedAt: '2026-12-01T10:00:00Z',
  expiresAt: '2026-12-02T10:00:00Z',
}

function post(page: string): FormData {
  const data = new FormData()
  data.set('token', 't')
  data.set('page', page)
  data.set(field?.key ?? '', mine?.value ?? '')
  return data
}
const words = wordsFor('de', 'baufinanzierung')
beforeEach(() => expect(view && field && mine && theirs).toBeTruthy())

it('another window was faster: what was posted stays, and both values are named as the script names them', async () => {
  const conflicts = [
    {
      key: field?.key ?? '',
      label: 'Was haben Sie vor?',
      mine: mine?.value ?? '',
      theirs: theirs?.value ?? '',
    },
  ]
  answers.of = ({ intent }): SaveResult =>
    intent === 'load'
      ? { kind: 'saved', draft, view: view ?? undefined }
      : { kind: 'conflict', draft, conflicts }
  expect(await postedStep(post(first), meta)).toEqual({ kind: 'conflict', conflicts })
  expect(conflictLines(conflicts, view?.fields ?? [], words)).toEqual([
    `Was haben Sie vor: hier ${mine?.label}, dort ${theirs?.label}.`,
  ])
})

it.each([
  [{ kind: 'gone' }, 'gone', words.gone],
  [{ kind: 'gone', ended: true }, 'goneEnded', words.goneEnded],
] as const)('%j leads to the first page, which says it', async (gone, remark, said) => {
  answers.of = () => gone
  const place = await postedStep(post('objekt'), meta)
  expect(place).toBe(`/antrag/musterberatung?meldung=${remark}`)
  expect(remarkFor(remark, words, {} as never, 'de')).toBe(said)
})
