import { setTimeout as pause } from 'node:timers/promises'
import { tsImport } from 'tsx/esm/api'
import { inRoot } from '../paths.mjs'
import { fillIn } from './fill-in.mjs'
import { openTab } from './tab.mjs'

const APPLICANTS = 100
const SECONDS = 60
/** Think time per step, evenly spread. */
const THINK = { from: 1, to: 3 }
/** Nobody begins at the same place: each first goes so many steps at most without thinking. */
const HEAD_START = { short: 5, full: 50 }
/** So many at once while they do; it also warms the server up. */
const LANES = 8

class Over extends Error {}

/**
 * The step change under 100 applicants, every other one in the full form, each thinking 1 to 3 s per step and beginning anew at the
 * review page.
 * @returns `ms`: milliseconds of each call while measured, by `<call>` and `<call>.<length>`; `errors` as sentences; `seconds`
 */
export async function underLoad({ app, say }) {
  const ms = {}
  const errors = []
  let measuring = false
  const over = new AbortController()
  const note = (name, took) => {
    if (!measuring) return
    ms[name] ??= []
    ms[name].push(took)
  }

  let start
  const started = new Promise((resolve) => {
    start = resolve
  })
  const personas = await everybody()

  /** One person after the other in one place; `placed` is called when this one has taken it. */
  async function place(number, placed) {
    const length = number % 2 === 0 ? 'short' : 'full'
    let head = Math.random() * HEAD_START[length]
    const think = async (share) => {
      if (over.signal.aborted) throw new Over()
      head -= share
      if (head > 0) return
      placed()
      await started
      const seconds = THINK.from + Math.random() * (THINK.to - THINK.from)
      await pause(seconds * share * 1000, undefined, { signal: over.signal }).catch(() => {
        throw new Over()
      })
    }
    for (let turn = number; !over.signal.aborted; turn += 1) {
      const own = personas[length]
      const { typed, lang } = own[turn % own.length]
      const noted = (name, took) => {
        note(name, took)
        note(`${name}.${length}`, took)
      }
      const tab = openTab({ app, length, lang, note: noted })
      try {
        await fillIn(tab, { typed, think })
      } catch (error) {
        if (!(error instanceof Over)) {
          errors.push(error instanceof Error ? error.message : String(error))
          // One that fails at once must not fail a thousand times a second.
          await pause(1000)
        }
      } finally {
        tab.close()
      }
    }
  }

  say(`${APPLICANTS} applicants take their places …`)
  const places = []
  const lane = async (first) => {
    for (let number = first; number < APPLICANTS; number += LANES) {
      await new Promise((placed) => places.push(place(number, placed)))
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first)))
  start()
  // Until all think, the load is none that anybody makes.
  await pause(THINK.to * 1000)
  say(`Measuring for ${SECONDS} s …`)
  measuring = true
  const began = performance.now()
  const probing = probe(app, note, over.signal)
  await pause(SECONDS * 1000)
  measuring = false
  const seconds = (performance.now() - began) / 1000
  over.abort()
  await Promise.all([...places, probing])
  return { applicants: APPLICANTS, think: THINK, seconds, ms, errors }
}

/** The same machine at the same time, with nothing to do but to answer: what the other figures are compared with. */
async function probe(app, note, signal) {
  while (!signal.aborted) {
    const from = performance.now()
    await fetch(`${app}/api/health`).then((answer) => answer.text())
    note('health', performance.now() - from)
    await pause(200, undefined, { signal }).catch(() => {})
  }
}

const folder = '../../lib/forms/baufinanzierung/personas'

/** The made-up applicants of the tests, by length, as what they type. */
async function everybody() {
  const load = (file) =>
    tsImport(`${folder}/${file}`, { parentURL: import.meta.url, tsconfig: inRoot('tsconfig.json') })
  const [{ personas }, { fullPersonas }] = await Promise.all([load('index.ts'), load('full/index.ts')])
  const short = personas.map(({ lang, pages }) => ({
    lang,
    typed: Object.assign({}, ...pages.map(({ typed }) => typed)),
  }))
  return { short, full: fullPersonas }
}
