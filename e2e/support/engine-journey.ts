import type { Raw } from '@/lib/forms/engine/types'
import type { Engine } from './engine'
import { keys, start } from './keys'
import { person } from './people'

/** Journeys in an engine that Playwright does not drive: keys and presses of its own, and the same pages. */
const base = process.env.BASE_URL ?? 'http://localhost:3000'
type Typed = Readonly<Record<string, Raw>>

export async function open(engine: Engine, campaign: string, query: string): Promise<void> {
  await engine.goto(base + campaign + query)
  await takenOver(engine)
}

const takenOver = (engine: Engine) =>
  engine.until(
    'taken over',
    'return Object.keys(document.querySelector("main form") ?? {}).some((name) => name.startsWith("__reactProps"))',
  )

export const shown = (engine: Engine): Promise<string> =>
  engine.run('return document.querySelector("main").innerText')
const current = (engine: Engine): Promise<string> =>
  engine.run('return document.querySelector("main input[name=page]")?.value ?? ""')

export async function expectPage(engine: Engine, page: string): Promise<void> {
  await engine.until(
    page,
    'return document.querySelector("main input[name=page]")?.value === arguments[0]',
    page,
  )
  await takenOver(engine)
}

/** A press as a person makes it: WebKit's Back skips pages that come without one. */
export const press = (engine: Engine): Promise<void> => engine.click('main button[type=submit]')

/** Chooses, or empties the control and says that keys have to follow; null: nobody asks this here. */
const PUT = `
  const [name, text] = arguments
  const all = [...document.querySelectorAll('main [name="' + name + '"]')]
  if (all.length === 0) return null
  const [first] = all
  for (let fold = first.closest('details:not([open])'); fold; fold = first.closest('details:not([open])')) fold.open = true
  if (first.type === 'radio') { all.find((one) => one.value === text).click(); return 'done' }
  if (first.localName === 'select') {
    first.value = text
    first.dispatchEvent(new Event('change', { bubbles: true }))
    return 'done'
  }
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(first), 'value')
  set.call(first, '')
  first.dispatchEvent(new Event('input', { bubbles: true }))
  return 'keys'
`

async function put(engine: Engine, name: string, text: string): Promise<boolean> {
  const done = await engine.run<'done' | 'keys' | null>(PUT, name, text)
  if (done === 'keys') await engine.type(`main [name="${name}"]`, text)
  return done !== null
}

async function putAnswer(engine: Engine, key: string, raw: Raw): Promise<boolean> {
  if (typeof raw === 'string') return put(engine, key, raw)
  let asked = true
  for (const part of ['einheit', 'wert'])
    asked = (await put(engine, `${key}.${part}`, raw[part] ?? '')) && asked
  return asked
}

/** Types all of it; what an answer brings up appears at once. */
export async function fillPage(engine: Engine, typed: Typed): Promise<void> {
  for (const [key, raw] of Object.entries(typed))
    if (!(await putAnswer(engine, key, raw)))
      throw new Error(`${engine.name}: ${key} is not asked on ${await current(engine)}`)
}

/** Through the form to the review, whatever it asks; each answer where it is asked first. */
export async function walk(engine: Engine, typed: Typed): Promise<void> {
  const left = new Map(Object.entries(typed))
  for (let page = await current(engine); page !== 'pruefen'; page = await current(engine)) {
    for (let more = true; more; ) {
      more = false
      for (const [key, raw] of left)
        if (await putAnswer(engine, key, raw)) {
          left.delete(key)
          more = true
        }
    }
    await press(engine)
    await engine.until(
      `away from ${page}`,
      'const now = document.querySelector("main input[name=page]"); return now && now.value !== arguments[0]',
      page,
    )
    await takenOver(engine)
  }
}

/** Shows a page of a draft in this window, as a restored tab does: `draft` is what another window's history holds. */
export async function openDraft(engine: Engine, draft: object, page: string): Promise<void> {
  await open(engine, start, '')
  await engine.run(
    'sessionStorage.clear(); history.replaceState({ antrag: arguments[0] }, "", arguments[1])',
    draft,
    `${start}/${page}`,
  )
  await engine.reload()
  await expectPage(engine, page)
}

/**
 * Types a town as the very last thing and leaves at once in this way; answers whether it stands there afterwards. The first input of all
 * where the page is reloaded, since then the tab has heard nothing of the server yet.
 */
export async function lastTyped(
  engine: Engine,
  way: 'reload' | 'another page' | 'closing the tab' | 'hiding',
  town: string,
): Promise<boolean> {
  if (way === 'reload') {
    await engine.run('sessionStorage.clear()').catch(() => undefined)
    await engine.goto('about:blank')
    await open(engine, start, '')
    await put(engine, keys.zweck, 'KAUF')
    await engine.reload()
    await takenOver(engine)
    return engine
      .until<boolean>(
        'there',
        `return document.querySelector('main [name="${keys.zweck}"][value="KAUF"]')?.checked`,
      )
      .catch(() => false)
  }
  await engine.goto('about:blank')
  const first = way === 'closing the tab' ? await engine.newWindow() : ''
  await open(engine, start, '')
  await engine.run('sessionStorage.clear(); history.replaceState(null, "")')
  await engine.reload()
  await takenOver(engine)
  await fillPage(engine, person('kauf-allein').persona.pages[0]?.typed ?? {})
  await press(engine)
  await expectPage(engine, 'immobilie')
  const draft = await engine.run<object>('return history.state.antrag')
  await fillPage(engine, { [keys.ort]: town })
  if (way === 'another page') await engine.run('location.href = "about:blank"')
  if (way === 'closing the tab') await engine.closeWindow(first)
  if (way === 'hiding')
    // Whether a driven window counts as hidden is up to its desktop: said as an app's switcher says it, and nothing afterwards.
    await engine.run(
      'Object.defineProperty(document, "hidden", { value: true }); document.dispatchEvent(new Event("visibilitychange")); addEventListener("pagehide", (event) => event.stopImmediatePropagation(), true); setTimeout(() => { location.href = "about:blank" }, 0)',
    )
  // The save may be under way still when another window asks.
  for (let time = 0; time < 5; time += 1) {
    await openDraft(engine, draft, 'immobilie')
    const there = 'return document.querySelector(arguments[0])?.value'
    if ((await engine.run(there, `main [name="${keys.ort}"]`)) === town) return true
  }
  return false
}
