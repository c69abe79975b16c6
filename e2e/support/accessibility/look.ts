import { mkdirSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { control, main, submitButton } from '../journey'
import { axe } from './axe'
import { measure, measureWith } from './measure'

/** The widths of trust §6 row 1; the narrow one is also 1280 px at 400 %, with as little height (row 6). */
const windows = [
  { width: 320, height: 256 },
  { width: 1280, height: 800 },
] as const
const verify = process.env.VERIFY === '1'
/** Narrower than anybody promises: nothing may break there either. */
const narrowest = { width: 240, height: 400 }

/** A picture for people's eyes: `SCREENS=folder`. */
export async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name.replaceAll(/[^\p{L}\d]+/gu, '-')}.png`, fullPage: true })
}

/** Looks at a page in its states and gathers what is not in order. */
export class Looks {
  readonly complaints: string[] = []
  private states = 0
  private looks = 0
  constructor(private readonly page: Page) {}

  /**
   * One state of one page: axe and everything measured, at both widths; in the dark too where asked for. Without `both` and VERIFY=1
   * one width in turn with the other.
   */
  async at(
    state: string,
    { dark = false, both = verify }: { dark?: boolean; both?: boolean } = {},
  ): Promise<void> {
    this.states += 1
    for (const [turn, window] of windows.entries()) {
      if (!both && this.states % 2 !== turn) continue
      await this.page.setViewportSize(window)
      await this.note(`${state}, ${window.width} px`, await axe(this.page), await measure(this.page))
      const own = window.width === 320 ? 'spacing' : 'large'
      await this.note(`${state}, ${window.width} px, ${own}`, await measureWith(this.page, own))
      await keep(this.page, `${state} ${window.width}`)
    }
    if (dark) {
      await this.page.emulateMedia({ colorScheme: 'dark' })
      await this.note(`${state}, dark`, await axe(this.page))
      await keep(this.page, `${state} dark`)
      await this.page.emulateMedia({ colorScheme: 'light' })
    }
    await this.page.setViewportSize(narrowest)
    await this.note(`${state}, ${narrowest.width} px`, await measure(this.page))
    await this.page.setViewportSize(windows[1])
  }

  private async note(state: string, ...found: string[][]): Promise<void> {
    this.looks += 1
    this.complaints.push(...found.flat().map((one) => `${state}: ${one}`))
  }

  /** Fails with every complaint there is; says how much was looked at. */
  end(): void {
    const { states, looks, complaints } = this
    console.log(
      `accessibility, ${test.info().title}: ${states} states, ${looks} looks, ${complaints.length} complaints`,
    )
    expect([...new Set(complaints)]).toEqual([])
  }
}

/** What the person's settings are in all looks; motion is off, so that it can be seen that it is. */
export async function settle(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
  await page.setViewportSize(windows[1])
}

/** Texts that no control for numbers, dates, addresses or telephones takes. */
const NONSENSE = '?'

/**
 * Makes every error that the page can show: nonsense in what is empty and has a form, nothing where an answer must
 * be, then "Weiter". False where nothing on the page can be wrong. `mend` empties again what nobody answers later.
 */
export async function provoke(page: Page): Promise<{ shown: boolean; mend: () => Promise<void> }> {
  const { spoilt, wanted } = await main(page).evaluate((element) => {
    const controls = [...element.querySelectorAll<HTMLInputElement>('.fields input[name][inputmode]')]
    const seen = controls.filter((one) => one.value === '' && one.checkVisibility())
    const mandatory = [...element.querySelectorAll('.fields [aria-required=true]')]
    const open = mandatory.filter((one) =>
      one.matches('fieldset') ? !one.querySelector(':checked') : 'value' in one && one.value === '',
    )
    return { spoilt: seen.map(({ name }) => name), wanted: open.length }
  })
  if (spoilt.length + wanted === 0) return { shown: false, mend: async () => {} }
  for (const name of spoilt) await control(page, name).fill(NONSENSE)
  await submitButton(page).click()
  await expect(main(page).locator('section.summary')).toBeFocused()
  const mend = async () => {
    for (const name of spoilt) {
      const field = control(page, name)
      if ((await field.count()) > 0 && (await field.inputValue()) === NONSENSE) await field.fill('')
    }
  }
  return { shown: true, mend }
}

/** Opens every fold, and those within. */
export async function unfoldAll(page: Page): Promise<void> {
  const closed = main(page).locator('details:not([open]) > summary')
  while ((await closed.count()) > 0) await closed.first().click()
}
