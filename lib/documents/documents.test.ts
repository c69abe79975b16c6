import { describe, expect, it } from 'vitest'
import { baufinanzierung } from '@/lib/forms/baufinanzierung'
import { fullPersonas } from '@/lib/forms/baufinanzierung/personas/full'
import { fillInFull } from '@/lib/forms/common/personas/journey'
import { relevantAnswers } from '@/lib/forms/engine'
import type { Env } from '@/lib/forms/engine/types'
import { ratenkredit } from '@/lib/forms/ratenkredit'
import { personas } from '@/lib/forms/ratenkredit/personas'
import { documentsFor } from '.'
import { baufinanzierung as forMortgage } from './baufinanzierung'
import { ratenkredit as forCredit } from './ratenkredit'

const IDENTITY = 'Personalausweis oder Reisepass'
const forms = [
  { form: baufinanzierung, people: fullPersonas, groups: forMortgage, always: [IDENTITY] },
  {
    form: ratenkredit,
    people: personas.filter(({ length }) => length === 'full'),
    groups: forCredit,
    always: [`${IDENTITY} mit Meldebescheinigung`, 'Kontoauszüge der letzten vier Wochen'],
  },
]

describe.each(forms.map((one) => ({ ...one, id: one.form.id })))(
  'documentsFor $id',
  ({ form, people, groups, always }) => {
    /** The German list of every persona, one group a line. */
    const lists = new Map(
      people.map((persona) => {
        const env: Env = { length: 'full', lang: persona.lang, today: '2026-11-21' }
        const { answers } = fillInFull(form, persona, env)
        const bring = documentsFor(form.id, relevantAnswers(form, answers, env), env)
        const lines = bring.map(
          ({ title, items }) => `${title.de}: ${items.map(({ de }) => de).join(' · ')}\n`,
        )
        return [persona.id, lines.join('')]
      }),
    )

    it.each([...lists])('%s', (_id, list) => {
      expect(list).toMatchSnapshot()
    })

    it('every document is asked of somebody, and not of everybody without a reason', () => {
      for (const { de } of groups.flatMap(({ papers }) => papers.map(({ text }) => text))) {
        const asked = [...lists.values()].filter((list) => list.includes(de)).length
        expect(asked, de).toBeGreaterThan(0)
        if (!always.includes(de)) expect(asked, de).toBeLessThan(people.length)
      }
    })

    it('is both languages', () => {
      for (const { title, papers } of groups) {
        for (const { de, en } of [title, ...papers.map(({ text }) => text)]) {
          expect(de).not.toBe('')
          expect(en).not.toBe(de)
        }
      }
    })
  },
)

describe('documentsFor', () => {
  it('brings a document of either person once', () => {
    const works = 'beschaeftigung.beschaeftigungsart'
    const answers = Object.fromEntries(
      ['antragsteller1', 'antragsteller2'].map((person) => [
        `${person}.${works}`,
        { value: person === 'antragsteller1' ? 'HAUSFRAU' : 'BEAMTER', by: 'person' as const },
      ]),
    )
    const env: Env = { length: 'short', lang: 'de', today: '2026-11-21' }
    const said = documentsFor('ratenkredit', answers, env).flatMap(({ items }) => items.map(({ de }) => de))
    expect(said.filter((one) => one.includes('Besoldung'))).toHaveLength(1)
  })
  it('is empty for a form that has no list', () => {
    expect(documentsFor('small', {}, { length: 'short', lang: 'de', today: '2026-11-21' })).toEqual([])
  })
})
