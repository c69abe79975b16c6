import { readFileSync } from 'node:fs'
import { inRoot } from '../../scripts/paths.mjs'

/** Every action of the build that runs, by name. */
export function actionIds(): { id: string; name: string }[] {
  const file = inRoot('.next', 'standalone', '.next', 'server', 'server-reference-manifest.json')
  const { node }: { node: Record<string, { exportedName?: string }> } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(node)
    .map(([id, { exportedName }]) => ({ id, name: exportedName ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
