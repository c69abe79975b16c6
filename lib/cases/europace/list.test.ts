import { describe, expect, it } from 'vitest'
import { type ListedCase, pageSize } from './client'
import { scan } from './list'

const listed = (nr: number, id: string, minute = 0): ListedCase => ({
  vorgangsNummer: `V${nr}`,
  externeVorgangsNummer: id,
  letzteAenderung: new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString(),
})
const many = Array.from({ length: pageSize + 5 }, (_, nr) => listed(nr, `SA-${nr}`))
const pageOf = (cases: readonly ListedCase[], page: number) =>
  cases.slice(page * pageSize, (page + 1) * pageSize)

describe('scan', () => {
  it('finds a case on a later page and lists the others as control', async () => {
    const found = await scan('SA-103', async (page) => pageOf(many, page))
    expect(found.references).toEqual([{ vorgangsnummer: 'V103' }])
    expect(found.others).toHaveLength(many.length - 1)
    expect(found.complete).toBe(true)
  })

  it('tells two cases of one id', async () => {
    const twice = [listed(1, 'SA-X'), listed(2, 'SA-X')]
    expect((await scan('SA-X', async () => twice)).references).toHaveLength(2)
  })

  it('reads again when a case was edited meanwhile, and gives up a list that never rests', async () => {
    let reads = 0
    const moved = await scan('SA-X', async () =>
      reads++ === 0 ? [listed(1, 'SA-A')] : [listed(2, 'SA-X', 5)],
    )
    expect(moved).toMatchObject({ references: [{ vorgangsnummer: 'V2' }], complete: true })
    let minute = 0
    const restless = await scan('SA-X', async () => [listed(1, 'SA-A', minute++)])
    expect(restless).toMatchObject({ references: [], complete: false })
  })

  it('proves nothing when a page cannot be read', async () => {
    const broken = await scan('SA-X', async (page) => (page === 0 ? pageOf(many, 0) : null))
    expect(broken).toMatchObject({ references: [], complete: false })
  })
})
