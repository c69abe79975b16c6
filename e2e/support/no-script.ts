import { expect, type Page } from '@playwright/test'
import { control, expectPage, fill, post } from './journey'
import { type Persona, typedOn } from './people'

/** Types what stands on the page; what an answer brings up comes with the next press. Gives up after a few turns. */
export async function answerPage(
  page: Page,
  typed: Readonly<Record<string, unknown>>,
  id: string,
  next: string,
): Promise<void> {
  const left = new Map(Object.entries(typed) as [string, string][])
  for (let turn = 0; turn < 4; turn += 1) {
    for (const [key, text] of left) {
      if ((await control(page, key).count()) === 0) continue
      await fill(page, key, text)
      left.delete(key)
    }
    await post(page)
    if (new URL(page.url()).pathname.endsWith(next)) return
    expect(left.size, `${id} came again although everything was answered`).toBeGreaterThan(0)
  }
}

/** From the page on screen to the review, without a script. */
export async function walkWithoutScript(page: Page, persona: Persona, from: string): Promise<void> {
  const pages = persona.pages.map(({ page: id }) => id)
  const at = pages.indexOf(from)
  for (const [nr, id] of pages.slice(at).entries()) {
    const next = pages[at + nr + 1] ?? 'pruefen'
    await answerPage(page, typedOn(persona, id), id, next)
    await expectPage(page, next)
  }
}
