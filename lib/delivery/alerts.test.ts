import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { alertRules, alertRulesYaml, alertsOf } from './alerts'
import type { Figures } from './figures'
import { inState, quietFigures } from './figures.fixture'
import { deliveryTimings } from './timings'

const on = (more: Partial<Figures>) =>
  alertsOf(quietFigures(more), deliveryTimings)
    .filter((alert) => alert.on)
    .map(({ name, severity }) => `${name}/${severity}`)

const lying = (lagSeconds: number) => ({ queue: { due: 1, lagSeconds } })

describe('alerts', () => {
  it('are silent in a quiet system', () => {
    expect(on({})).toEqual([])
  })

  it.each([
    [{ oldestOpenSeconds: 300 }, []],
    [{ oldestOpenSeconds: 301 }, ['oldest_undelivered/warn']],
    [{ oldestOpenSeconds: 900 }, ['oldest_undelivered/warn']],
    [{ oldestOpenSeconds: 901 }, ['oldest_undelivered/warn', 'oldest_undelivered/page']],
    [{ oldestUnknownSeconds: 1800 }, []],
    [{ oldestUnknownSeconds: 1801 }, ['outcome_unknown/page']],
    [inState('NEEDS_FIX'), ['needs_fix/warn']],
    [inState('NEEDS_OPERATOR'), ['needs_operator/warn']],
    [inState('DEAD'), ['dead/page']],
    [inState('DUPLICATE'), ['duplicate/page']],
    [inState('BLOCKED_CONFIG'), ['blocked_config/page']],
    [inState('RETRY_WAIT'), []],
    [{ breakers: [{ gate: 'a', state: 'open', openSeconds: 300 }] }, []],
    [{ breakers: [{ gate: 'a', state: 'halfOpen', openSeconds: 301 }] }, ['breaker_open/page']],
    [{ heartbeat: { worker: 60, app: 60, sweep: 60, work: 60 } }, []],
    [{ heartbeat: { worker: 61, app: 5, sweep: 5, work: 5 } }, ['worker_missing/page']],
    [{ heartbeat: { worker: 5, app: 5, sweep: 61, work: 5 } }, ['sweep_missing/page']],
    [{ heartbeat: { worker: 5, app: 61, sweep: 5, work: 5 } }, ['app_missing/page']],
    [{ heartbeat: { worker: null, app: null, sweep: null, work: null } }, ['worker_missing/page']],
    // Alive, but nothing is taken; work that lies there while others take it, and hours without work, are no fault.
    [{ ...lying(31), heartbeat: { worker: 5, app: 5, sweep: 5, work: 31 } }, ['worker_stalled/page']],
    [{ ...lying(31), heartbeat: { worker: 61, app: 5, sweep: 5, work: 61 } }, ['worker_missing/page']],
    [{ ...lying(31), heartbeat: { worker: 5, app: 5, sweep: 5, work: 29 } }, []],
    [{ ...lying(29), heartbeat: { worker: 5, app: 5, sweep: 5, work: 7200 } }, []],
    [{ accepted: 2 }, ['balance/page']],
    [{ accepted: 0 }, ['balance/page']],
    [{ withoutReference: 1 }, ['balance/page']],
    [{ untold: 1 }, ['advisor_untold/warn']],
    [{ overdue: 1 }, ['overdue/warn']],
    [{ crowded: 1 }, ['crowded/page']],
    // One person with an old bookmark, or one program that tries, is no reason to look; the third is.
    [{ refused: { address: 2, others: 47 } }, []],
    [{ refused: { address: 3, others: 0 } }, ['requests_refused/warn']],
    [{ refused: { address: 0, others: 49 } }, []],
    [{ refused: { address: 0, others: 50 } }, ['requests_refused/warn']],
  ] satisfies [Partial<Figures>, string[]][])('%j: %j', (figures, expected) => {
    expect(on(figures)).toEqual(expected)
  })

  it('are the rules of docs/alerts.yml, letter for letter', async () => {
    await expect(alertRulesYaml()).toMatchFileSnapshot('../../docs/alerts.yml')
  })

  it('each have a heading in docs/operation.md, and no heading is left over', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/operation.md'), 'utf8')
    const section = page.split('## Alerts')[1]?.split(/^## /m)[0] ?? ''
    const headings = [...section.matchAll(/^### (\S+)$/gm)].map(([, name]) => name)
    expect(new Set(headings)).toEqual(new Set([...alertRules.map(({ name }) => name), 'database']))
  })
})
