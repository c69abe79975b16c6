import { reviewed } from '../full'

/** The pages of a persona's reviewed journey, each with what is asked or listed there. */
function journeyOf(form: string, id: string): { page: string; asked: string[] }[] {
  const pages: { page: string; asked: string[] }[] = []
  for (const line of reviewed(form, `${id}.txt`).split('\n')) {
    const [, page] = /^([a-z]+(?:\/\d+)?) · /.exec(line) ?? []
    if (page) pages.push({ page, asked: [] })
    const [, label] = /^ {2}\[?(.+?): /.exec(line) ?? []
    if (label) pages.at(-1)?.asked.push(label)
  }
  return pages
}

/** Per persona the pages on which something is asked or listed that nobody before met, in either language. */
export function plan<P extends { id: string; lang: string }>(
  form: string,
  personas: readonly P[],
): { persona: P; pages: string[] }[] {
  const met = new Set<string>()
  return personas.map((persona) => {
    const fresh = journeyOf(form, persona.id).filter(({ page, asked }) => {
      const marks = [page, ...asked.map((label) => `${persona.lang} ${label}`)]
      const isNew = marks.some((mark) => !met.has(mark))
      for (const mark of marks) met.add(mark)
      return isNew
    })
    return { persona, pages: fresh.map(({ page }) => page) }
  })
}
