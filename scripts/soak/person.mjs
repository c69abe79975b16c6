import { tsImport } from 'tsx/esm/api'
import { inRoot } from '../paths.mjs'

const page = '../../lib/forms/baufinanzierung/personas/index.ts'

/** The made-up applicants of the tests, each as the one list of changes that types everything at once. */
export async function applicants() {
  const { personas } = await tsImport(page, { parentURL: import.meta.url, tsconfig: inRoot('tsconfig.json') })
  return personas.map(({ id, lang, pages }) => ({
    id,
    lang,
    changes: pages.flatMap(({ typed }) =>
      Object.entries(typed).map(([key, to]) => ({ key, from: null, to })),
    ),
  }))
}
