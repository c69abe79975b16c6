import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const tags = [
  'wcag2a',
  'wcag2aa',
  'wcag21a',
  'wcag21aa',
  'wcag22a',
  'wcag22aa',
  'EN-301-549',
  'best-practice',
]

/** What axe cannot decide by itself and why it is in order: rule, then what its selectors have in common. */
const decided: readonly { rule: string; at: RegExp; because: string }[] = [
  {
    rule: 'color-contrast',
    at: /\.light > span/,
    because:
      'a sign beside its words, in a token that the sweep of lib/theme and the table of colours keep above 4.5',
  },
]

let runs = 0
/** How often axe has looked since this process began; the specs print it. */
export const axeRuns = (): number => runs

/** One line per violation and per undecided find, with the first places; empty = none. */
export async function axe(page: Page): Promise<string[]> {
  runs += 1
  const { violations, incomplete } = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: tags },
      rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
      resultTypes: ['violations', 'incomplete'],
    })
    .setLegacyMode()
    .analyze()
  const open = incomplete.flatMap(({ nodes, ...rule }) => {
    const left = nodes.filter(
      ({ target }) => !decided.some((one) => one.rule === rule.id && one.at.test(target.join(' '))),
    )
    return left.length > 0 ? [{ ...rule, nodes: left }] : []
  })
  const line = (kind: string) => (one: (typeof open)[number]) =>
    `${kind} ${one.id} (${one.help}) at ${one.nodes
      .slice(0, 3)
      .map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`)
      .join(', ')}`
  return [...violations.map(line('axe:')), ...open.map(line('axe, undecided:'))]
}
