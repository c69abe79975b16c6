import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { server } from './build.mjs'

/** The server actions of the build that runs, by name, with the id under which browsers call each. */
export function actionIds() {
  const file = join(server, '..', '.next', 'server', 'server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(node)
    .map(([id, { exportedName }]) => ({ id, name: exportedName ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

export function actionId(name) {
  const found = actionIds().find((action) => action.name === name)
  if (!found) throw new Error(`The build has no action ${name}`)
  return found.id
}
