import { expect, test } from '@playwright/test'
import { asTaken } from '@/lib/cases/europace/taken'
import { missingEngines } from '../scripts/engines.mjs'
import { creditPerson } from './support/credit'
import { type Engine, engines, startEngine } from './support/engine'
import {
  expectPage,
  fillPage,
  lastTyped,
  open,
  openDraft,
  press,
  shown,
  walk,
} from './support/engine-journey'
import { fullGolden, fullPerson, withPlainReferences } from './support/full'
import { creditStart, keys, start } from './support/keys'
import { goldenDocument, person, withoutIds } from './support/people'
import { caseOf, creditOf } from './support/sandbox'

/**
 * What consumers come with beside Chromium. Where Debian's Firefox and WebKit cannot be installed, scripts/tester.mjs says so, and
 * `npm run verify` fails here.
 */
const verify = process.env.VERIFY === '1'
const missing = missingEngines()

/** How often each way of leaving is tried: what was typed last is there each time. */
const CLOSINGS = verify ? 20 : 1

for (const name of engines.filter((one) => verify || !missing.includes(one)))
  test.describe(name, () => {
    test.describe.configure({ mode: 'default' })
    let engine: Engine
    test.beforeAll(async () => {
      engine = await startEngine(name)
    })
    test.afterAll(() => engine?.end())

    test('a couple on 375 px: reload, back, three presses of send, one case', async () => {
      test.setTimeout(300_000)
      const { persona, email } = person('kauf-paar')
      await open(engine, start, `?sprache=${persona.lang}`)
      expect(await engine.run('return innerWidth')).toBe(375)
      for (const [at, { page, typed }] of persona.pages.entries()) {
        await expectPage(engine, page)
        await fillPage(engine, typed)
        if (page === 'kosten') {
          await engine.reload()
          await expectPage(engine, page)
          await press(engine)
          await expectPage(engine, persona.pages[at + 1]?.page ?? '')
          await engine.back()
          await expectPage(engine, page)
        }
        await press(engine)
      }
      await expectPage(engine, 'pruefen')
      await engine.run(
        'const send = document.querySelector("main button[type=submit]"); send.click(); send.click(); send.click()',
      )
      await engine.until(
        'sent',
        'return location.pathname.endsWith("/gesendet") && document.querySelector("main dl")',
      )
      const { request, strict } = await caseOf(email)
      expect(strict).toEqual({ valid: true, errors: [] })
      expect(withoutIds(request.kundenangaben)).toEqual(goldenDocument(persona.id, email))
    })

    test('the short consumer credit ends as one case', async () => {
      test.setTimeout(300_000)
      const { persona, email, query, golden } = creditPerson('kurz-angestellt-allein')
      await open(engine, creditStart, query)
      await walk(engine, persona.typed)
      await press(engine)
      await engine.until(
        'sent',
        'return location.pathname.endsWith("/gesendet") && document.querySelector("main dl")',
      )
      const { leadquelle, ...document } = (await creditOf(email)).request.vorgang
      expect(leadquelle).toBe('Selbstauskunft')
      expect(document).toEqual(golden)
    })

    for (const way of ['reload', 'another page', 'closing the tab', 'hiding'] as const)
      test(`typed last, then ${way}: it is there`, async () => {
        test.setTimeout(600_000)
        let kept = 0
        for (let time = 0; time < CLOSINGS; time += 1)
          if (await lastTyped(engine, way, `Ort ${time} ${way}`)) kept += 1
        expect(kept).toBe(CLOSINGS)
      })

    test('two windows: what the other has changed is shown, and nothing is lost silently', async () => {
      test.setTimeout(300_000)
      await open(engine, start, '')
      await fillPage(engine, person('kauf-allein').persona.pages[0]?.typed ?? {})
      await press(engine)
      await expectPage(engine, 'immobilie')
      const draft = await engine.run<object>('return history.state.antrag')
      const first = await engine.newWindow()
      await openDraft(engine, draft, 'immobilie')
      await fillPage(engine, { [keys.ort]: 'Deutz' })
      await engine.until('saved', 'return /gespeichert/i.test(document.querySelector("main .way").innerText)')
      await engine.closeWindow(first)
      await fillPage(engine, { [keys.ort]: 'Kalk' })
      await engine.until(
        'asked',
        'return document.querySelector("main").innerText.includes("anderen Fenster")',
      )
      expect(await shown(engine)).toContain('Deutz')
    })

    if (verify)
      test('the full self-disclosure ends as its reviewed case', async () => {
        test.setTimeout(1_800_000)
        const { persona, email, emails } = fullPerson('voll-kauf-allein')
        await open(engine, start, `?laenge=voll&sprache=${persona.lang}`)
        await walk(engine, persona.typed)
        await press(engine)
        const { request } = await caseOf(email)
        expect(withPlainReferences(withoutIds(request.kundenangaben))).toEqual(
          withPlainReferences(asTaken(fullGolden(persona.id, emails) as Parameters<typeof asTaken>[0])),
        )
      })
  })
