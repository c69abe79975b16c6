import { tsImport } from 'tsx/esm/api'
import { inRoot } from '../paths.mjs'

const page = '../../lib/forms/baufinanzierung/personas/index.ts'

/** So many of them: this run is about deaths, not about the length of a form. */
const SMALLEST = 4

/** The made-up applicants of the tests with the fewest answers, each as the one list of changes that types everything at once. */
export async function applicants() {
  const { personas } = await tsImport(page, { parentURL: import.meta.url, tsconfig: inRoot('tsconfig.json') })
  return personas
    .map(({ lang, pages }) => ({
      lang,
      changes: pages.flatMap(({ typed }) =>
        Object.entries(typed).map(([key, to]) => ({ key, from: null, to })),
      ),
    }))
    .sort((a, b) => a.changes.length - b.changes.length)
    .slice(0, SMALLEST)
}
