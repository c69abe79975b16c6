import { tsImport } from 'tsx/esm/api'
import { inRoot } from '../paths.mjs'

/** Whose form each campaign of the demo shows. */
const pages = {
  musterberatung: '../../lib/forms/baufinanzierung/personas/index.ts',
  musterkredit: '../../lib/forms/ratenkredit/personas/index.ts',
}

/** So many of them: this run is about deaths, not about the length of a form. */
const SMALLEST = 4

/** The made-up applicants of the tests with the fewest answers, by campaign. */
export async function applicants() {
  const entries = Object.entries(pages).map(async ([campaign, page]) => [campaign, await smallest(page)])
  return Object.fromEntries(await Promise.all(entries))
}

/** Each as the one list of changes that types everything at once. */
async function smallest(page) {
  const { personas } = await tsImport(page, { parentURL: import.meta.url, tsconfig: inRoot('tsconfig.json') })
  return personas
    .filter(({ length }) => length !== 'full')
    .map(({ lang, pages, typed }) => ({
      lang,
      changes: (pages ?? [{ typed }]).flatMap((page) =>
        Object.entries(page.typed).map(([key, to]) => ({ key, from: null, to })),
      ),
    }))
    .sort((a, b) => a.changes.length - b.changes.length)
    .slice(0, SMALLEST)
}
