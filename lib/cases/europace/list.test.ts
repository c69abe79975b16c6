import { describe, expect, it } from 'vitest'
import { heldBack } from '@/lib/cases/target'
import { type ListedCase, type ListPage, pageSize } from './client'
import { type ReadPage, scanList } from './list'

const now = new Date('2026-11-21T10:30:00Z')
const since = new Date('2026-11-21T09:55:00Z')
const listed = (nr: number, id: string, minute = 0): ListedCase => ({
  vorgangsNummer: `V${nr}`,
  externeVorgangsNummer: id,
  letzteAenderung: new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString(),
})
const many = Array.from({ length: pageSize + 5 }, (_, nr) => listed(nr, `SA-${nr}`))
const pageOf = (cases: readonly ListedCase[], page = 0, at: Date | null = now): ListPage => ({
  kind: 'page',
  cases: cases.slice(page * pageSize, (page + 1) * pageSize),
  more: cases.length > (page + 1) * pageSize,
  at,
})
const away = { kind: 'unavailable', reason: 'status503', final: false, status: 503 } as const
const scan = (readPage: ReadPage) => scanList({ since, now }, readPage, () => 0)

describe('scanList', () => {
  it('reads all pages and groups them by external id', async () => {
    const { cases, gap, offset } = await scan(async (page) => pageOf(many, page))
    expect(cases.get('SA-103')).toEqual([{ vorgangsnummer: 'V103' }])
    expect(cases.size).toBe(many.length)
    expect([gap, offset]).toEqual([null, 0])
  })

  it('tells two cases of one id, and leaves out cases without one', async () => {
    const { cases } = await scan(async () => pageOf([listed(1, 'SA-X'), listed(2, 'SA-X'), listed(3, '')]))
    expect([...cases]).toEqual([['SA-X', [{ vorgangsnummer: 'V1' }, { vorgangsnummer: 'V2' }]]])
  })

  it('finds a case that was edited meanwhile and jumped to the front', async () => {
    let reads = 0
    const moved = await scan(async () => pageOf(reads++ === 0 ? [listed(1, 'SA-A')] : [listed(2, 'SA-X', 5)]))
    expect(moved.cases.get('SA-X')).toEqual([{ vorgangsnummer: 'V2' }])
    expect(moved.gap).toBeNull()
  })

  /** A list of two pages to which so many newer cases come after each look at the first. */
  const growing = (by: number) => {
    let all: readonly ListedCase[] = many.map((_, nr) => listed(nr, `SA-${nr}`, -nr))
    let minute = 1
    const asked: number[] = []
    const readPage: ReadPage = async (page) => {
      asked.push(page)
      const answer = pageOf(all, page)
      if (page > 0) return answer
      const fresh = Array.from({ length: by }, (_, nr) =>
        listed(1000 * minute + nr, `SA-${minute}-${nr}`, minute),
      )
      all = [...fresh, ...all]
      minute++
      return answer
    }
    return { readPage, asked }
  }

  it('comes to an end on a list that grows all the time: a first page that reaches back to the begin shows what jumped', async () => {
    const busy = growing(20)
    const { gap, cases } = await scan(busy.readPage)
    expect([gap, busy.asked]).toEqual([null, [0, 1, 0]])
    expect(cases.has('SA-1-19')).toBe(true)
  })

  it('reads all again where a first page is newer throughout, and gives up a list that never rests', async () => {
    const wild = growing(pageSize)
    expect((await scan(wild.readPage)).gap).toMatchObject({ reason: 'restless', final: false })
    expect(wild.asked.filter((page) => page === 0)).toHaveLength(3)
  })

  it('keeps what only the second look at the first page shows, because another case was archived between', async () => {
    let archived = false
    const shown = () => (archived ? many.slice(1) : many)
    const { cases, gap } = await scan(async (page) => {
      const answer = pageOf(shown(), page)
      archived = true
      return answer
    })
    expect(cases.has(`SA-${pageSize}`)).toBe(true)
    expect(gap).toBeNull()
  })

  it('asks again for a page that failed, and has a gap when it stays away', async () => {
    let failures = 2
    const once = await scan(async (page) => (page === 1 && failures-- > 0 ? away : pageOf(many, page)))
    expect(once.gap).toBeNull()
    expect(once.cases.size).toBe(many.length)
    const broken = await scan(async (page) => (page === 1 ? away : pageOf(many, page)))
    expect(broken.gap).toEqual(away)
    expect(broken.cases.size).toBe(pageSize)
  })

  it.each([
    ['no right to read', { kind: 'unavailable', reason: 'status403', final: true, status: 403 }],
    ['429', { kind: 'unavailable', reason: 'status429', final: false, status: 429 }],
    ['a request that was held back', { kind: 'unavailable', reason: heldBack, final: false }],
  ] as const)('asks once only after %s', async (_name, answer) => {
    let asked = 0
    const { gap } = await scan(async () => {
      asked++
      return answer
    })
    expect([asked, gap]).toEqual([1, answer])
  })

  it('begins earlier by as much as the clock of the platform is behind', async () => {
    const asked: Date[] = []
    const behind = new Date(now.getTime() - 600_000)
    const { offset } = await scan(async (_page, from) => {
      asked.push(from)
      return pageOf([], 0, behind)
    })
    expect(offset).toBe(-600_000)
    expect(asked[0]).toEqual(since)
    for (const from of asked.slice(1)) expect(from).toEqual(new Date(since.getTime() - 600_000))
    expect(asked.length).toBeGreaterThan(1)
  })

  it('stays as wide where that clock is ahead or not told', async () => {
    for (const at of [new Date(now.getTime() + 600_000), null]) {
      const asked: Date[] = []
      await scan(async (_page, from) => {
        asked.push(from)
        return pageOf([], 0, at)
      })
      for (const from of asked) expect(from).toEqual(since)
    }
  })

  it('gives up a list without end', async () => {
    expect((await scan(async () => pageOf(many))).gap).toMatchObject({ reason: 'tooMany' })
  })
})
